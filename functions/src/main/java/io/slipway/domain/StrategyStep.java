package io.slipway.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of a canary.
 *
 * @param weight the share of the next release while this step is watched, 1 to 100 percent
 * @param bake how long it is watched, one second to 14 days
 * @param approval whether a person has to approve before the weight is set
 * @param approvalWithin how long that person has, one minute to 14 days; 14 days where it is absent
 */
public record StrategyStep(
    int weight, Duration bake, boolean approval, Optional<Duration> approvalWithin) {

  public static final Duration LONGEST_BAKE = Duration.ofDays(14);
  public static final Duration SHORTEST_APPROVAL = Duration.ofMinutes(1);
  public static final Duration LONGEST_APPROVAL = Duration.ofDays(14);

  public StrategyStep {
    if (weight < 1 || weight > 100) {
      throw new IllegalArgumentException("a weight is 1 to 100 percent but got " + weight);
    }
    if (bake.isNegative() || bake.isZero() || bake.compareTo(LONGEST_BAKE) > 0) {
      throw new IllegalArgumentException("a bake is 1 second to 14 days but got " + bake);
    }
    approvalWithin.ifPresent(StrategyStep::requireApprovalTime);
  }

  /** A step whose approval, if it needs one, may take as long as any. */
  public StrategyStep(int weight, Duration bake, boolean approval) {
    this(weight, bake, approval, Optional.empty());
  }

  private static void requireApprovalTime(Duration within) {
    if (within.compareTo(SHORTEST_APPROVAL) < 0 || within.compareTo(LONGEST_APPROVAL) > 0) {
      throw new IllegalArgumentException("an approval takes 1 minute to 14 days but got " + within);
    }
  }

  /** How long an approval may take. */
  public Duration approvalTime() {
    return approvalWithin.orElse(LONGEST_APPROVAL);
  }

  /** How requests are shared while this step is watched. */
  public TrafficSplit split() {
    return new TrafficSplit(weight);
  }
}
