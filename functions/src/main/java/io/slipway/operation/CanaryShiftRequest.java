package io.slipway.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.slipway.domain.ApplicationName;
import java.util.List;
import java.util.Optional;

/**
 * Asks to move production's traffic step by step to the release in the idle slot.
 *
 * @param strategy the steps; one of 100 percent at the end may be left out
 * @param scale how large the idle slot is to become
 * @param alarms names of CloudWatch alarms, any of which ends the shift by going off
 * @param bake seconds that the old slot stays up at full size after all traffic has moved
 */
public record CanaryShiftRequest(
    ApplicationName applicationName,
    List<Step> strategy,
    Optional<Scale> scale,
    Optional<List<String>> alarms,
    Optional<Integer> bake) {

  /**
   * One step.
   *
   * @param weight percent of the traffic that the next release gets
   * @param waitSeconds how long that is watched
   * @param approval whether a person approves it before
   */
  public record Step(
      int weight, @JsonProperty("wait") int waitSeconds, Optional<Boolean> approval) {}

  /**
   * The size of the idle slot.
   *
   * @param desired tasks at 100 percent; as many as the live slot has where absent
   * @param waitSeconds how long a slot that was scaled up is left alone before it is looked at
   */
  public record Scale(
      Optional<Integer> desired, @JsonProperty("wait") Optional<Integer> waitSeconds) {}
}
