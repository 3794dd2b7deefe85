package io.slipway.local.simulation.invariant;

import io.slipway.local.access.AccessControl;
import io.slipway.local.account.Account;
import io.slipway.local.account.formation.SimulatedCloudFormation;
import io.slipway.local.asl.StateMachines;
import io.slipway.runtime.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that a rule may look at. Looking changes nothing, and meets no fault. */
public interface View {

  Instant now();

  Account account();

  SimulatedCloudFormation cloudFormation();

  StateMachines machines();

  /** For the readers of the tables ({@code new Operations(platform)} …), past all faults. */
  Platform platform();

  /** What callers may do, and what was refused to them. */
  AccessControl access();

  /** Every effect of the run so far, the oldest first. */
  List<Effect> effects();

  /** What was done past Slipway so far, the oldest first. */
  List<Interference> interferences();

  /**
   * How a request was answered.
   *
   * @param key its Idempotency-Key
   * @param operationId the operation that is the answer; empty where it is another
   */
  record Answered(
      String key, Instant sent, Instant answered, int status, Optional<String> operationId) {}

  /** The requests with a key, in the order of their answers. */
  List<Answered> answered();

  /** Whether faults may still come: false from the moment at which everything is healed. */
  boolean faultsOn();
}
