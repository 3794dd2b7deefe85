package io.slipway.operation;

import io.slipway.store.StepRecord;
import java.util.List;

/**
 * Where an operation goes that cannot go on by itself: back to its snapshot; or forward, where it
 * has moved all traffic, every gate has passed, and what it needed for that is being taken away:
 * the rule of the canary, the tasks of the slot that was live. From there the way back would give
 * all customers to a slot that is too small for them.
 */
public enum Direction {
  BACK,
  FORWARD;

  /** The direction of an operation that has left these steps. */
  public static Direction of(Snapshot snapshot, List<StepRecord> steps) {
    return snapshot.shift().filter(plan -> ShiftTrace.of(plan, steps).ending()).isPresent()
        ? FORWARD
        : BACK;
  }

  public boolean isForward() {
    return this == FORWARD;
  }
}
