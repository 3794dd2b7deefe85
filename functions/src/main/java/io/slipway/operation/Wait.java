package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import io.slipway.domain.StrategyStep;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** A wait as callers write it: whole seconds, or text with units, 90s, 5m, 1h30m, 2d. */
final class Wait {

  /** At most seven digits each, so that no sum of them overflows. */
  private static final Pattern TEXT =
      Pattern.compile("(?:(\\d{1,7})d)?(?:(\\d{1,7})h)?(?:(\\d{1,7})m)?(?:(\\d{1,7})s)?");

  private static final String EXPECTED =
      "a whole number of seconds, or text such as '90s', '5m', '1h30m' or '2d', is expected, but"
          + " got ";

  private Wait() {}

  /** A wait of one second to 14 days; empty where it is something else, which is then noted. */
  static Optional<Duration> read(String field, JsonNode value, Problems problems) {
    if (value.isIntegralNumber()) {
      return value.canConvertToInt()
          ? within(field, Duration.ofSeconds(value.intValue()), value.asText(), problems)
          : refused(field, value.asText(), problems);
    }
    var units = TEXT.matcher(value.isTextual() ? value.textValue() : "");
    if (!value.isTextual() || value.textValue().isEmpty() || !units.matches()) {
      problems.add(field, EXPECTED + Json.kind(value));
      return Optional.empty();
    }
    var wait =
        Duration.ofDays(number(units.group(1)))
            .plusHours(number(units.group(2)))
            .plusMinutes(number(units.group(3)))
            .plusSeconds(number(units.group(4)));
    return within(field, wait, Quoted.of(value.textValue()), problems);
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static Optional<Duration> within(
      String field, Duration wait, String asked, Problems problems) {
    boolean allowed =
        wait.compareTo(Duration.ofSeconds(1)) >= 0
            && wait.compareTo(StrategyStep.LONGEST_BAKE) <= 0;
    return allowed ? Optional.of(wait) : refused(field, asked, problems);
  }

  private static Optional<Duration> refused(String field, String asked, Problems problems) {
    problems.add(
        field,
        "1 to "
            + StrategyStep.LONGEST_BAKE.toSeconds()
            + " seconds are allowed, but got "
            + (asked.length() > 20 ? asked.substring(0, 20) + "…" : asked));
    return Optional.empty();
  }
}
