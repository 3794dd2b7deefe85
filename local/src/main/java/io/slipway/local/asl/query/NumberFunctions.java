package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.Map;
import java.util.regex.Pattern;

/** Functions on numbers and times where the library answers otherwise than the service. */
final class NumberFunctions {

  static final Map<String, LibraryFunction.Body> BODIES =
      Map.of(
          "number", (context, given) -> number(given.getFirst()),
          "parseInteger",
              (context, given) -> parsedInteger((String) given.get(0), (String) given.get(1)),
          "formatBase", (context, given) -> inBase((Number) given.get(0), (Number) given.get(1)),
          "formatNumber",
              (context, given) ->
                  formatted((Number) given.get(0), (String) given.get(1), (Map<?, ?>) given.get(2)),
          "toMillis", (context, given) -> millis((String) given.get(0), (String) given.get(1)));

  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([Ee][-+]?[0-9]+)?");
  private static final Pattern RADIX =
      Pattern.compile("(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][01]+)");
  private static final Pattern DIGIT_PICTURE = Pattern.compile(".*[0-9].*");
  private static final Pattern INTEGER = Pattern.compile("\\s*([-+]?[0-9]+)");
  private static final int LEAST_BASE = 2;
  private static final int MOST_BASE = 36;

  private NumberFunctions() {}

  private static Object number(Object value) {
    return switch (value) {
      case null -> null;
      case Number number -> number;
      case Boolean bool -> bool ? 1 : 0;
      default -> Values.number(parsed((String) value));
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
      return new BigInteger(text.substring(2), radix).doubleValue();
    }
    if (!DECIMAL.matcher(text).matches() || Double.isInfinite(Double.parseDouble(text))) {
      throw new JException("D3030: Unable to cast value to a number: " + JsonText.exact(text), -1);
    }
    return Double.parseDouble(text);
  }

  /** Not a number, rather than nothing, where the picture cannot read the value. */
  private static Object parsedInteger(String text, String picture) {
    if (text == null) {
      return null;
    }
    if (picture != null && DIGIT_PICTURE.matcher(picture).matches()) {
      return digits(text, picture);
    }
    try {
      var parsed = Functions.parseInteger(text, picture);
      return parsed == null ? Double.valueOf(Double.NaN) : parsed;
    } catch (ParseException e) {
      return Double.NaN;
    }
  }

  private static Object digits(String text, String picture) {
    int modifier = picture.lastIndexOf(';');
    boolean ordinal = modifier >= 0 && picture.indexOf('o', modifier) > 0;
    var plain = modifier < 0 ? picture : picture.substring(0, modifier);
    var value = ordinal ? text.substring(0, Math.max(0, text.length() - 2)) : text;
    for (var separator : plain.replaceAll("[0-9#]", "").split("", -1)) {
      value = value.replace(separator, "");
    }
    var matcher = INTEGER.matcher(value);
    return matcher.lookingAt()
        ? Values.number(Double.parseDouble(matcher.group(1)))
        : Double.valueOf(Double.NaN);
  }

  private static Object inBase(Number value, Number radix) {
    if (value == null) {
      return null;
    }
    if (radix != null && (radix.intValue() < LEAST_BASE || radix.intValue() > MOST_BASE)) {
      throw new JException(
          "D3100: The radix of the formatBase function must be between 2 and 36.  It was given "
              + JsonText.exact(radix),
          -1);
    }
    return Functions.formatBase(value, radix);
  }

  private static Object formatted(Number value, String picture, Map<?, ?> options) {
    return value == null ? null : NumberFormat.of(picture, options).format(value.doubleValue());
  }

  private static Object millis(String text, String picture) {
    if (text == null) {
      return null;
    }
    if (picture == null) {
      return Timestamps.millis(text);
    }
    try {
      return Functions.dateTimeToMillis(text, picture);
    } catch (ParseException e) {
      return null;
    }
  }
}
