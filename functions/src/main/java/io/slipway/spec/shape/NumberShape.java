package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A number between two bounds, whole or not. */
final class NumberShape implements Shape {

  private final boolean whole;
  private final long min;
  private final long max;

  NumberShape(Key key, boolean whole) {
    this.whole = whole;
    this.min = Math.max(key.min(), Integer.MIN_VALUE);
    this.max = Math.min(key.max(), Integer.MAX_VALUE);
  }

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    if (whole ? !Nodes.isWhole(value) : !Nodes.isFinite(value)) {
      problems.add(path, kind() + " is expected, but got " + Json.kind(value));
      return Optional.empty();
    }
    var number = value.decimalValue();
    if (number.compareTo(BigDecimal.valueOf(min)) < 0
        || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      problems.add(path, bounds() + " is allowed, but got " + Json.kind(value));
      return Optional.empty();
    }
    if (whole) {
      return Optional.of(number.intValue());
    }
    return Optional.of(number.doubleValue());
  }

  @Override
  public List<JsonNode> samples() {
    return List.of(
        LongNode.valueOf(min), LongNode.valueOf(max), LongNode.valueOf(min / 2 + max / 2));
  }

  @Override
  public JsonNode write(Object value) {
    return whole ? IntNode.valueOf((Integer) value) : DoubleNode.valueOf((Double) value);
  }

  @Override
  public ObjectNode schema() {
    return Nodes.ofType(whole ? "integer" : "number").put("minimum", min).put("maximum", max);
  }

  @Override
  public String words() {
    boolean bounded = min > Integer.MIN_VALUE || max < Integer.MAX_VALUE;
    return bounded ? kind() + ", " + bounds() : kind();
  }

  private String kind() {
    return whole ? "a whole number" : "a number";
  }

  private String bounds() {
    if (min == Integer.MIN_VALUE) {
      return "at most " + max;
    }
    return max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max;
  }
}
