package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;

/** Functions on text and types where the library answers otherwise than the service. */
final class TextFunctions {

  static final Map<String, LibraryFunction.Body> BODIES =
      Map.of(
          "string", (context, given) -> string(given.get(0), given.get(1)),
          "pad", (context, given) -> pad((String) given.get(0), given.get(1), given.get(2)),
          "encodeUrl", (context, given) -> encodeUrl((String) given.getFirst()),
          "decodeUrl", (context, given) -> UrlText.decoded(given.getFirst(), "decodeUrl"),
          "encodeUrlComponent", (context, given) -> encodeUrlComponent((String) given.getFirst()),
          "decodeUrlComponent",
              (context, given) -> UrlText.decoded(given.getFirst(), "decodeUrlComponent"),
          "error", (context, given) -> error(given.getFirst()),
          "assert", (context, given) -> assertTrue(given.get(0), given.get(1)),
          "type", (context, given) -> type(given.getFirst()));

  private TextFunctions() {}

  private static Object string(Object value, Object pretty) {
    if (value == null || value instanceof String) {
      return value;
    }
    if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
      throw new JException("D3001", -1, value);
    }
    boolean hasJson = !JsonText.of(value).equals("\"\"");
    return hasJson ? JsonText.of(value, Boolean.TRUE.equals(pretty)) : "";
  }

  /** The library takes time with the square of the width. */
  private static Object pad(String text, Object given, Object characters) {
    if (text == null) {
      return null;
    }
    int width = given == null ? 0 : ((Number) given).intValue();
    int missing = Math.abs(width) - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    var filling = characters instanceof String some && !some.isEmpty() ? some : " ";
    int each = filling.codePointCount(0, filling.length());
    var repeated = filling.repeat(missing / each + 1);
    var padding = repeated.substring(0, repeated.offsetByCodePoints(0, missing));
    return width < 0 ? padding + text : text + padding;
  }

  private static Object encodeUrl(String text) {
    return text == null ? null : UrlText.encoded(text, UrlText.KEPT_IN_URL, "encodeUrl");
  }

  private static Object encodeUrlComponent(String text) {
    return text == null
        ? null
        : UrlText.encoded(text, UrlText.KEPT_IN_COMPONENT, "encodeUrlComponent");
  }

  private static Object error(Object message) {
    throw new JException("D3137: " + orElse(message, "$error() function evaluated"), -1);
  }

  private static Object assertTrue(Object condition, Object message) {
    if (!Boolean.TRUE.equals(condition)) {
      throw new JException("D3141: " + orElse(message, "$assert() statement failed"), -1);
    }
    return null;
  }

  private static String orElse(Object message, String otherwise) {
    return message instanceof String text && !text.isEmpty() ? text : otherwise;
  }

  private static Object type(Object value) {
    return switch (value) {
      case null -> null;
      case String text -> "string";
      case Number number -> "number";
      case Boolean bool -> "boolean";
      case List<?> list -> "array";
      case Map<?, ?> map -> "object";
      default -> Jsonata.NULL_VALUE.equals(value) ? "null" : "function";
    };
  }
}
