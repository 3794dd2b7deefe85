package io.slipway.flow.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Place;
import io.slipway.operation.FailureReason;
import java.util.Optional;

/**
 * What became of a deploy in one place.
 *
 * @param taskDefinition the ARN of the revision that runs there now; of a deploy that succeeded
 * @param error why it did not: {@code Error} and {@code Cause}
 * @param restoreError why the place could not be put back
 */
public record PlaceResult(
    Place place,
    Outcome outcome,
    Optional<String> taskDefinition,
    Optional<JsonNode> error,
    Optional<JsonNode> restoreError) {

  /** How a deploy in one place can end. */
  public enum Outcome {
    DEPLOYED,
    /** It failed, and the place has what it had before. */
    PUT_BACK,
    /** A caller has ended it, and the place has what it had before. */
    ABORTED,
    /** It failed, and the place could not be put back. */
    NOT_PUT_BACK
  }

  /** Why it failed, for people. */
  String reason() {
    return error.map(FailureReason::of).orElse("");
  }

  /** Why the place could not be put back, for people. */
  String restoreReason() {
    return restoreError.map(FailureReason::of).orElse("");
  }
}
