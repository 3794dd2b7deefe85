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
      throw Rejected.invalid("strategy.weight", "1 to 100 is allowed, but got " + weight);
    }
    if (bake.isNegative() || bake.isZero() || bake.compareTo(LONGEST_BAKE) > 0) {
      throw Rejected.invalid(
          "strategy.wait",
          "1 to " + LONGEST_BAKE.toSeconds() + " seconds are allowed, but got " + bake.toSeconds());
    }
  }
}
