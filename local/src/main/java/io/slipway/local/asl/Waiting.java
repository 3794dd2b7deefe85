package io.slipway.local.asl;

import io.slipway.local.asl.definition.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Says until when a Wait waits. */
final class Waiting {

  private static final long LONGEST_SECONDS = 99_999_999;

  private final Run run;

  Waiting(Run run) {
    this.run = run;
  }

  Instant until(Frame frame, State.Wait waiting) {
    var evaluation = run.evaluation(frame);
    if (waiting.seconds().isPresent()) {
      var seconds = evaluation.integer(waiting.seconds().get(), "Seconds", 0, LONGEST_SECONDS);
      return run.world().now().plusSeconds(seconds);
    }
    var text =
        evaluation.typed(waiting.timestamp().orElseThrow(), "Timestamp", "string").textValue();
    try {
      var until = OffsetDateTime.parse(text).toInstant();
      return until.isBefore(run.world().now()) ? run.world().now() : until;
    } catch (DateTimeParseException e) {
      throw StateFailed.query(
          "The Timestamp field cannot be parsed as a timestamp: " + text, "Timestamp");
    }
  }
}
