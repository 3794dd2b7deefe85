package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.StrategyStep;
import io.slipway.runtime.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One second to 14 days: whole seconds, or text such as 90s, 5m, 1h30m, 2d. */
final class WaitShape implements Shape {

  private static final String FORM =
      "(?=.)(?:(\\d{1,7})d)?(?:(\\d{1,7})h)?(?:(\\d{1,7})m)?(?:(\\d{1,7})s)?";
  private static final Pattern TEXT = Pattern.compile(FORM);
  private static final long LONGEST = StrategyStep.LONGEST_BAKE.toSeconds();

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    var seconds = seconds(value);
    if (seconds.isEmpty()) {
      problems.add(
          path,
          "a whole number of seconds, or text such as '90s', '5m', '1h30m' or '2d', is expected, but"
              + " got "
              + Json.kind(value));
      return Optional.empty();
    }
    var asked = seconds.get();
    if (asked.signum() <= 0 || asked.compareTo(BigDecimal.valueOf(LONGEST)) > 0) {
      problems.add(path, "1 to " + LONGEST + " seconds are allowed, but got " + Json.kind(value));
      return Optional.empty();
    }
    return Optional.of(Wait.ofSeconds(asked.intValue()));
  }

  private static Optional<BigDecimal> seconds(JsonNode value) {
    if (Nodes.isWhole(value)) {
      return Optional.of(value.decimalValue());
    }
    var units = TEXT.matcher(value.isTextual() ? value.textValue() : "");
    if (!units.matches()) {
      return Optional.empty();
    }
    var all =
        Duration.ofDays(number(units.group(1)))
            .plusHours(number(units.group(2)))
            .plusMinutes(number(units.group(3)))
            .plusSeconds(number(units.group(4)));
    return Optional.of(BigDecimal.valueOf(all.toSeconds()));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  @Override
  public List<JsonNode> samples() {
    return List.of(IntNode.valueOf(60), IntNode.valueOf((int) LONGEST), IntNode.valueOf(1));
  }

  @Override
  public JsonNode write(Object value) {
    return IntNode.valueOf((int) ((Wait) value).duration().toSeconds());
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.object();
    var either = schema.putArray("anyOf");
    either.addObject().put("type", "integer").put("minimum", 1).put("maximum", LONGEST);
    either.addObject().put("type", "string").put("pattern", "^(?:" + FORM + ")$");
    return schema;
  }

  @Override
  public String words() {
    return "seconds, or text such as 90s, 5m, 1h30m, 2d; 1 second to 14 days";
  }
}
