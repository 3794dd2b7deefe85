package io.slipway.local.asl.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a state's Retry and Catch. */
final class ErrorHandlingReader {

  private static final String ALL = "States.ALL";
  private static final int MOST_ATTEMPTS = 99_999_999;
  private static final int LONGEST_DELAY_SECONDS = 31_622_400;

  private final Fields state;

  ErrorHandlingReader(Fields state) {
    this.state = state;
  }

  ErrorHandling read() {
    List<Retrier> retriers = new ArrayList<>();
    var retries = state.objects("Retry");
    for (int index = 0; index < retries.size(); index++) {
      retriers.add(retrier(retries.get(index), index == retries.size() - 1));
    }
    List<Catcher> catchers = new ArrayList<>();
    var catches = state.objects("Catch");
    for (int index = 0; index < catches.size(); index++) {
      catchers.add(catcher(catches.get(index), index == catches.size() - 1));
    }
    return new ErrorHandling(retriers, catchers);
  }

  private static Retrier retrier(Fields fields, boolean last) {
    fields.onlyThese(FieldTable.RETRIER::contains);
    var jitter = fields.text("JitterStrategy").orElse("NONE");
    if (!jitter.matches("NONE|FULL")) {
      fields
          .diagnostics()
          .schema(
              fields.at("JitterStrategy"), "Value should be one of the following: [FULL, NONE]");
    }
    var interval = fields.integer("IntervalSeconds", 1, MOST_ATTEMPTS).orElse(1L);
    var maxDelay = fields.integer("MaxDelaySeconds", 1, LONGEST_DELAY_SECONDS);
    if (maxDelay.isPresent() && maxDelay.get() <= interval) {
      fields
          .diagnostics()
          .schema(
              fields.at("MaxDelaySeconds"),
              "MaxDelaySeconds should be greater than IntervalSeconds");
    }
    return new Retrier(
        errors(fields, last),
        Duration.ofSeconds(interval),
        Math.toIntExact(fields.integer("MaxAttempts", 0, MOST_ATTEMPTS).orElse(3L)),
        fields.decimal("BackoffRate", 1).orElse(2),
        maxDelay.map(Duration::ofSeconds),
        jitter.equals("FULL"));
  }

  private static Catcher catcher(Fields fields, boolean last) {
    fields.onlyThese(field -> FieldTable.CATCHER.contains(field) || isJsonPath(fields, field));
    return new Catcher(
        errors(fields, last), fields.outcome(Reads.ERROR), fields.requiredText("Next"));
  }

  private static boolean isJsonPath(Fields fields, String field) {
    if (!FieldTable.JSONPATH_ONLY.contains(field)) {
      return false;
    }
    fields
        .diagnostics()
        .schema(
            fields.location(),
            "The QueryLanguage is set to 'JSONata', but field '%s' is only supported for the 'JSONPath' QueryLanguage"
                .formatted(field));
    return true;
  }

  private static List<String> errors(Fields fields, boolean last) {
    fields.require("ErrorEquals");
    List<String> errors = new ArrayList<>();
    fields
        .typed("ErrorEquals", "ARRAY", JsonNode::isArray)
        .ifPresent(
            values -> {
              if (values.isEmpty()) {
                fields
                    .diagnostics()
                    .schema(fields.at("ErrorEquals"), "Array should have at least 1 element");
              }
              values.forEach(value -> errors.add(value.asText()));
            });
    if (errors.contains(ALL) && (errors.size() > 1 || !last)) {
      fields
          .diagnostics()
          .schema(fields.location(), "States.ALL must appear alone and at end of list");
    }
    return errors;
  }
}
