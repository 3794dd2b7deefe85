package io.slipway.domain;

import java.time.Duration;

/**
 * One step of a canary.
 *
 * @param weight the share of the next release while this step is watched, 1 to 100 percent
 * @param bake how long it is watched, one second to 14 days
 * @param approval whether a person has to approve before the weight is set
 */
public record StrategyStep(int weight, Duration bake, boolean approval) {

  public static final Duration LONGEST_BAKE = Duration.ofDays(14);

  public StrategyStep {
    if (weight < 1 || weight > 100) {
      throw new IllegalArgumentException("a weight is 1 to 100 percent but got " + weight);
    }
    if (bake.isNegative() || bake.isZero() || bake.compareTo(LONGEST_BAKE) > 0) {
      throw new IllegalArgumentException("a bake is 1 second to 14 days but got " + bake);
    }
  }

  /** How requests are shared while this step is watched. */
  public TrafficSplit split() {
    return new TrafficSplit(weight);
  }
}
