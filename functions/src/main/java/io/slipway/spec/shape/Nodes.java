package io.slipway.spec.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.math.BigDecimal;

/** Small things about JSON that several shapes need. */
final class Nodes {

  private Nodes() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode ofType(String type) {
    return object().put("type", type);
  }

  /** JSON that stands in an annotation. */
  static JsonNode literal(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  /** Whether it is text, a number or true or false. */
  static boolean isScalar(JsonNode value) {
    return value.isTextual() || value.isBoolean() || isFinite(value);
  }

  /** Whether it is a number that JSON can write. */
  static boolean isFinite(JsonNode value) {
    return value.isNumber()
        && (value.isBigDecimal()
            || !value.isFloatingPointNumber()
            || Double.isFinite(value.doubleValue()));
  }

  /** The text of a scalar as it was written, as far as its reader kept that. */
  static String text(JsonNode scalar) {
    return scalar.isBigDecimal() ? scalar.decimalValue().toPlainString() : scalar.asText();
  }

  /** Whether it is a whole number, {@code 1.0} included, as JSON Schema has it. */
  static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber()
        || (isFinite(value) && value.decimalValue().remainder(BigDecimal.ONE).signum() == 0);
  }
}
