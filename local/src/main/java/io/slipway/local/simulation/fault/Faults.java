package io.slipway.local.simulation.fault;

import io.slipway.local.account.Passage;
import java.util.Optional;

/** Decides what goes wrong. Asked in the same order in every run of the same seed. */
public interface Faults {

  /** Nothing goes wrong. */
  Faults NONE = new Faults() {};

  /** What goes wrong with a call that is about to be made; only kinds that {@link Applies}. */
  default Optional<FaultKind> call(Site site, Passage.Asked asked, Applies applies) {
    return Optional.empty();
  }

  /** What goes wrong with a task that a state machine begins. */
  default Optional<FaultKind> task(Site site, String operationId) {
    return Optional.empty();
  }

  /** What goes wrong with an event that is about to be delivered. */
  default Optional<FaultKind> event(String detailType) {
    return Optional.empty();
  }

  /** What happens between two calls: one thing at a time, until nothing more does. */
  default Optional<FaultKind> moment() {
    return Optional.empty();
  }

  /** Whether {@code kind} may still come, so that what it needs is worth keeping. */
  default boolean mayYet(FaultKind kind) {
    return true;
  }

  /** From now on nothing goes wrong any more. */
  default void heal() {}

  /** Says whether a kind makes sense for the call at hand. */
  @FunctionalInterface
  interface Applies {
    boolean to(FaultKind kind);
  }
}
