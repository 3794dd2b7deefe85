package io.slipway.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.ImageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Asks to move production's traffic step by step to the release in the idle slot.
 *
 * @param strategy a list of {@link Step}s, {@code {"linear": …}} or {@code {"canary": …}}; a step
 *     of 100 percent at the end may be left out
 * @param scale how large the idle slot is to become
 * @param alarms names of CloudWatch alarms, any of which ends the shift by going off
 * @param bake how long the old slot stays up at full size after all traffic has moved: seconds, or
 *     text such as {@code 10m}
 * @param compare how much worse than the live release the next one may be, in every step in which
 *     both have traffic
 * @param migration what the next release runs once before it gets traffic
 * @param check what the preview host has to answer before that
 * @param route which requests always go to the next release meanwhile
 * @param digest of the image that has to wait in the idle slot; whatever does where it is absent
 * @param drift what is to become of what somebody has changed by hand
 * @param concurrency what becomes of it while another operation is in its way
 */
public record CanaryShiftRequest(
    ApplicationName applicationName,
    JsonNode strategy,
    Optional<Scale> scale,
    Optional<List<String>> alarms,
    Optional<JsonNode> bake,
    Optional<CompareForm> compare,
    Optional<MigrationForm> migration,
    Optional<CheckForm> check,
    Optional<RouteForm> route,
    Optional<ImageDigest> digest,
    Optional<DriftChoice> drift,
    Optional<Concurrency> concurrency)
    implements Queueable {

  /**
   * One step.
   *
   * @param weight percent of the traffic that the next release gets
   * @param waiting how long that is watched: seconds, or text such as {@code 5m}
   * @param approval whether a person approves it before
   * @param approvalWithin how long this person has, written like {@code wait}
   */
  public record Step(
      int weight,
      @JsonProperty("wait") JsonNode waiting,
      Optional<Boolean> approval,
      Optional<JsonNode> approvalWithin) {}

  /** {@code step} percent, twice as much, and so on up to 100, each watched for {@code waiting}. */
  public record Linear(int step, @JsonProperty("wait") JsonNode waiting) {}

  /** {@code weight} percent, watched for {@code waiting}, then 100. */
  public record Canary(int weight, @JsonProperty("wait") JsonNode waiting) {}

  /**
   * The size of the idle slot.
   *
   * @param desired tasks at 100 percent; as many as the live slot has where absent
   * @param waitSeconds how long a slot that was scaled up is left alone before it is looked at
   */
  public record Scale(
      Optional<Integer> desired, @JsonProperty("wait") Optional<Integer> waitSeconds) {}
}
