package io.slipway.runtime;

import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import java.time.Duration;

/** Where operations are counted, for alarms and dashboards. */
@FunctionalInterface
public interface Meter {

  /** An operation has ended, after {@code took}. */
  void ended(OperationKind kind, OperationState state, Duration took);

  /** So many places are found to be otherwise than the inventory says. */
  default void drifts(int places) {}

  /** So many operations wait for a person. */
  default void needAttention(int operations) {}
}
