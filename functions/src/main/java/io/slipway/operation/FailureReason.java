package io.slipway.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Json;
import java.util.Optional;

/**
 * What a person reads about an error that a state machine caught.
 *
 * <p>The cause of an error from Lambda is a JSON document whose {@code errorMessage} is what our
 * exception says; Step Functions' own errors have a sentence as their cause, or none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">error
 *     names of Step Functions</a>
 */
public final class FailureReason {

  /** A message stands in one item of a table and in notifications. */
  private static final int LONGEST = 2000;

  private static final String TIMED_OUT =
      "a step took longer than it may; the log of its function says how far it came";

  private FailureReason() {}

  /** The reason in one line. {@code error} is the error output of a Catch: Error and Cause. */
  public static String of(JsonNode error) {
    var name = error.path("Error").asText();
    var cause = error.path("Cause").asText();
    var text = errorMessage(cause).orElseGet(() -> withoutMessage(name, cause));
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }

  private static Optional<String> errorMessage(String cause) {
    try {
      var message = Json.mapper().readTree(cause).path("errorMessage");
      return Optional.of(message.asText()).filter(text -> message.isTextual() && !text.isBlank());
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static String withoutMessage(String name, String cause) {
    return switch (name) {
      case "States.Timeout", "Sandbox.Timedout" -> TIMED_OUT;
      case "" -> cause.isBlank() ? "the reason is not known" : cause;
      default -> cause.isBlank() ? name : isOfAws(name) ? name + ": " + cause : cause;
    };
  }

  /** AWS's own names say what its causes often do not. */
  private static boolean isOfAws(String name) {
    return name.startsWith("States.") || name.startsWith("Lambda.");
  }
}
