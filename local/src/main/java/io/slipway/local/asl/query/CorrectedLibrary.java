package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JSONata's own functions where the library answers otherwise than the service. */
final class CorrectedLibrary {

  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([Ee][-+]?[0-9]+)?");
  private static final Pattern RADIX =
      Pattern.compile("(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][01]+)");
  private static final int LEAST_BASE = 2;
  private static final int MOST_BASE = 36;

  private CorrectedLibrary() {}

  static void bind(Jsonata.Frame frame) {
    frame.bind("count", new Jsonata.JFunction((input, given) -> count(first(given)), "<x:n>"));
    frame.bind("string", new Jsonata.JFunction((input, given) -> string(given), "<x-b?:s>"));
    frame.bind("pad", new Jsonata.JFunction((input, given) -> pad(given), "<s-ns?:s>"));
    frame.bind(
        "number", new Jsonata.JFunction((input, given) -> number(first(given)), "<(nsb)-:n>"));
    frame.bind(
        "parseInteger", new Jsonata.JFunction((input, given) -> parseInteger(given), "<s-s:n>"));
    frame.bind(
        "formatBase", new Jsonata.JFunction((input, given) -> formatBase(given), "<n-n?:s>"));
    frame.bind(
        "formatNumber", new Jsonata.JFunction((input, given) -> formatNumber(given), "<n-so?:s>"));
  }

  private static Object first(List<?> given) {
    return argument(given, 0);
  }

  private static Object argument(List<?> given, int index) {
    return index < given.size() ? given.get(index) : null;
  }

  /** A null counts. */
  private static Object count(Object value) {
    if (value instanceof List<?> list) {
      return list.size();
    }
    return value == null ? 0 : 1;
  }

  /** The library takes time with the square of the width. */
  private static Object pad(List<?> given) {
    var text = (String) first(given);
    if (text == null) {
      return null;
    }
    int width = ((Number) argument(given, 1)).intValue();
    int missing = Math.abs(width) - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    var filling = argument(given, 2) instanceof String some && !some.isEmpty() ? some : " ";
    int each = filling.codePointCount(0, filling.length());
    var repeated = filling.repeat(missing / each + 1);
    var padding = repeated.substring(0, repeated.offsetByCodePoints(0, missing));
    return width < 0 ? padding + text : text + padding;
  }

  private static Object string(List<?> given) {
    var value = first(given);
    if (value == null || value instanceof String) {
      return value;
    }
    if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
      throw new JException("D3001", -1, value);
    }
    boolean hasJson = !JsonText.of(value).equals("\"\"");
    return hasJson ? JsonText.of(value, Boolean.TRUE.equals(argument(given, 1))) : "";
  }

  private static Object number(Object value) {
    return switch (value) {
      case null -> null;
      case Number number -> number;
      case Boolean bool -> bool ? 1 : 0;
      case String text -> Values.number(parsed(text));
      default ->
          throw new JException(
              "T0410: Argument 1 of function \"number\" does not match function signature", -1);
    };
  }

  private static double parsed(String text) {
    if (RADIX.matcher(text).matches()) {
      int radix =
          switch (Character.toLowerCase(text.charAt(1))) {
            case 'x' -> 16;
            case 'o' -> 8;
            default -> 2;
          };
      return new java.math.BigInteger(text.substring(2), radix).doubleValue();
    }
    if (!DECIMAL.matcher(text).matches() || Double.isInfinite(Double.parseDouble(text))) {
      throw notANumber(text);
    }
    return Double.parseDouble(text);
  }

  private static JException notANumber(Object value) {
    return new JException("D3030: Unable to cast value to a number: " + JsonText.of(value), -1);
  }

  /** Not a number, rather than nothing, where the picture cannot read the value. */
  private static Object parseInteger(List<?> given) {
    if (first(given) == null) {
      return null;
    }
    try {
      var parsed = Functions.parseInteger((String) first(given), (String) argument(given, 1));
      return parsed == null ? Double.valueOf(Double.NaN) : parsed;
    } catch (ParseException e) {
      return Double.NaN;
    }
  }

  private static Object formatBase(List<?> given) {
    var radix = (Number) argument(given, 1);
    if (radix != null && (radix.intValue() < LEAST_BASE || radix.intValue() > MOST_BASE)) {
      throw new JException(
          "D3100: The radix of the formatBase function must be between 2 and 36.  It was given "
              + JsonText.number(radix),
          -1);
    }
    return Functions.formatBase((Number) first(given), radix);
  }

  private static Object formatNumber(List<?> given) {
    if (first(given) == null) {
      return null;
    }
    var picture = (String) argument(given, 1);
    var options = (Map<?, ?>) argument(given, 2);
    if (options == null) {
      NumberPicture.check(picture);
    }
    return Functions.formatNumber((Number) first(given), picture, options);
  }
}
