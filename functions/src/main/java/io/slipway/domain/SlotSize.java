package io.slipway.domain;

import java.util.Optional;

/**
 * How many tasks a slot has, and may have.
 *
 * @param desired the count that ECS keeps up at the moment
 * @param range what autoscaling may make of it; empty where the service does not scale
 */
public record SlotSize(int desired, Optional<ScalingRange> range) {

  /** For people: {@code 2 tasks, scaling from 1 to 4}. */
  @Override
  public String toString() {
    return desired
        + (desired == 1 ? " task" : " tasks")
        + range.map(bounds -> ", scaling from " + bounds.min() + " to " + bounds.max()).orElse("");
  }
}
