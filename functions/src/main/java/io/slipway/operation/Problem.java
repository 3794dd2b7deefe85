package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Why an operation cannot go on.
 *
 * @param aborted whether a caller asked for it
 * @param reason in words, where a step has decided it
 * @param error the error output of a Catch, {@code Error} and {@code Cause}, where a step has
 *     failed
 */
public record Problem(boolean aborted, Optional<String> reason, Optional<JsonNode> error) {

  private static final String OURS = "io.slipway.";

  /** What nobody decided, such as an execution that somebody stopped. */
  public static Problem of(JsonNode error) {
    return new Problem(false, Optional.empty(), Optional.of(error));
  }

  /** The reason in one line, for people. */
  public String why() {
    return reason
        .or(() -> error.filter(JsonNode::isObject).map(FailureReason::of))
        .orElse("the reason is not known");
  }

  /** Whether the step that reported it had ended by then, and did so by itself. */
  public boolean reportedAtItsEnd() {
    return error.filter(JsonNode::isObject).isEmpty()
        ? reason.isPresent()
        : error.get().path("Error").asText().startsWith(OURS);
  }
}
