package io.slipway.domain;

import java.util.Optional;

/**
 * How many tasks a slot has, and may have.
 *
 * @param desired the count that ECS keeps up at the moment
 * @param range what autoscaling may make of it; empty where the service does not scale
 * @param suspension what of that autoscaling does not do for the time being; empty where it does
 *     all, or the service does not scale
 */
public record SlotSize(int desired, Optional<ScalingRange> range, Optional<Suspension> suspension) {

  public SlotSize {
    suspension = suspension.filter(suspended -> !suspended.equals(Suspension.NONE));
  }

  /** A size that autoscaling is free to change. */
  public SlotSize(int desired, Optional<ScalingRange> range) {
    this(desired, range, Optional.empty());
  }

  /**
   * What it becomes while the service is stopped: nothing runs, and autoscaling starts nothing.
   * Both the range and the suspension say so, since a minimum above 0 would be reached again by
   * whoever registers the range anew.
   */
  public SlotSize stopped() {
    return new SlotSize(0, range.map(now -> now.from(0)), range.map(now -> Suspension.ALL));
  }

  /** For people: {@code 2 tasks, scaling from 1 to 4}. */
  @Override
  public String toString() {
    return desired
        + (desired == 1 ? " task" : " tasks")
        + range.map(bounds -> ", scaling from " + bounds.min() + " to " + bounds.max()).orElse("")
        + suspension.map(some -> " (suspended)").orElse("");
  }
}
