package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts between JSON and the library's values. A JSON null is a value, an absent value is not: a
 * null stays a null in both directions. A number that is not finite becomes its name, as on AWS.
 */
final class Values {

  /** From here on a whole number is written with an exponent. */
  private static final double EXPONENT_FROM = 1e21;

  /** A function, for example, has no JSON. */
  static final String UNSUPPORTED = "returned an unsupported result type.";

  private Values() {}

  static Object toJsonata(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), toJsonata(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(toJsonata(element)));
        yield list;
      }
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case NULL -> Jsonata.NULL_VALUE;
      case MISSING, BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + node);
    };
  }

  /** An integer is exact while it fits in 64 bits, and a double beyond. */
  private static Number number(JsonNode node) {
    if (node.isIntegralNumber()) {
      if (node.canConvertToInt()) {
        return node.intValue();
      }
      return node.canConvertToLong() ? (Number) node.longValue() : (Number) node.doubleValue();
    }
    return number(node.doubleValue());
  }

  static Number number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 9.007199254740992E15) {
      long integer = (long) value;
      return integer == (int) integer ? (Number) (int) integer : (Number) integer;
    }
    return value;
  }

  static Optional<JsonNode> fromJsonata(Object value) {
    return value == null ? Optional.empty() : Optional.of(json(value));
  }

  private static JsonNode json(Object value) {
    return switch (value) {
      case null -> NullNode.getInstance();
      case Map<?, ?> map -> {
        var object = JsonNodeFactory.instance.objectNode();
        map.forEach((key, element) -> object.set(String.valueOf(key), json(element)));
        yield object;
      }
      case List<?> list -> {
        var array = JsonNodeFactory.instance.arrayNode(list.size());
        list.forEach(element -> array.add(json(element)));
        yield array;
      }
      case String text -> TextNode.valueOf(text);
      case Boolean bool -> BooleanNode.valueOf(bool);
      case Integer integer -> IntNode.valueOf(integer);
      case Long integer -> LongNode.valueOf(integer);
      case Number number -> decimal(number.doubleValue());
      default -> {
        if (!Jsonata.NULL_VALUE.equals(value)) {
          throw new QueryFailed(UNSUPPORTED);
        }
        yield NullNode.getInstance();
      }
    };
  }

  private static JsonNode decimal(double value) {
    if (Double.isNaN(value)) {
      return TextNode.valueOf("NaN");
    }
    if (Double.isInfinite(value)) {
      return TextNode.valueOf(value > 0 ? "Infinity" : "-Infinity");
    }
    if (value == Math.rint(value) && Math.abs(value) < EXPONENT_FROM) {
      var shortest = new BigDecimal(Double.toString(value)).toBigIntegerExact();
      return shortest.bitLength() < Long.SIZE
          ? LongNode.valueOf(shortest.longValueExact())
          : BigIntegerNode.valueOf(shortest);
    }
    return DoubleNode.valueOf(value);
  }
}
