package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Control;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.Phase;
import io.slipway.domain.Recovery;
import io.slipway.domain.RecoveryAttempts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of one state machine.
 *
 * @param locks the groups of environments that it holds while it runs
 * @param request what was asked for, as it came
 * @param plan what it does, decided when it started, with the snapshot of what was live
 * @param message what a person reads: how far it is, or how it ended and what can be done next
 * @param waitingFor what it waits for at the moment
 * @param phase what kind of waiting that is
 * @param control what a caller has asked it to do and it has not yet done
 * @param recovery that it is being put back; empty where it goes its own way
 * @param attempts the executions that may put it back
 * @param continuation the execution in which it goes on; empty while that is the one it began in
 */
public record Operation(
    OperationRef ref,
    OperationKind kind,
    OperationState state,
    List<EnvironmentGroup> locks,
    JsonNode request,
    JsonNode plan,
    String startedBy,
    Instant startedAt,
    Optional<Instant> endedAt,
    String message,
    Optional<String> waitingFor,
    Phase phase,
    Optional<Control> control,
    Optional<Recovery> recovery,
    RecoveryAttempts attempts,
    Optional<Continuation> continuation) {

  public Operation {
    locks = List.copyOf(locks);
  }

  /** The name of the execution that works for it, or was the last to do so. */
  public String execution() {
    return continuation.map(Continuation::execution).orElse(ref.operationId());
  }

  /** Which of its executions that is, from 1. */
  public int part() {
    return continuation.map(Continuation::part).orElse(1);
  }
}
