package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes values as the reference implementation does: JavaScript's JSON, with its numbers. */
final class JsonText {

  private static final double EXPONENT_FROM = 1e21;
  private static final double EXPONENT_BELOW = 1e-6;
  private static final MathContext FIFTEEN_DIGITS = new MathContext(15);

  private final StringBuilder text = new StringBuilder();
  private final boolean pretty;
  private final boolean exact;

  private JsonText(boolean pretty, boolean exact) {
    this.pretty = pretty;
    this.exact = exact;
  }

  static String of(Object value) {
    return of(value, false);
  }

  /** Two blanks for each level where {@code pretty}. */
  static String of(Object value, boolean pretty) {
    return written(value, new JsonText(pretty, false));
  }

  /** With all digits of its numbers, as errors show values. */
  static String exact(Object value) {
    return written(value, new JsonText(false, true));
  }

  private static String written(Object value, JsonText writer) {
    writer.value(value, 0);
    return writer.text.toString();
  }

  private void value(Object value, int level) {
    switch (value) {
      case null -> text.append("null");
      case String string -> text.append(TextNode.valueOf(string));
      case Number number -> text.append(number(number, exact));
      case Boolean bool -> text.append(bool);
      case List<?> list -> sequence('[', list, ']', level, element -> value(element, level + 1));
      case Map<?, ?> map ->
          sequence('{', map.entrySet(), '}', level, member -> member(member, level + 1));
      default -> text.append(Jsonata.NULL_VALUE.equals(value) ? "null" : "\"\"");
    }
  }

  private void member(Map.Entry<?, ?> member, int level) {
    text.append(TextNode.valueOf(String.valueOf(member.getKey()))).append(pretty ? ": " : ":");
    value(member.getValue(), level);
  }

  private <T> void sequence(char from, Iterable<T> parts, char to, int level, Consumer<T> write) {
    text.append(from);
    Iterator<T> each = parts.iterator();
    boolean any = each.hasNext();
    while (each.hasNext()) {
      line(level + 1);
      write.accept(each.next());
      if (each.hasNext()) {
        text.append(',');
      }
    }
    if (any) {
      line(level);
    }
    text.append(to);
  }

  private void line(int level) {
    if (pretty) {
      text.append('\n').append("  ".repeat(level));
    }
  }

  /** Whole numbers in full below 1e21; fractions with fifteen digits, as JSONata rounds them. */
  private static String number(Number number, boolean exact) {
    if (!(number instanceof Double) && !(number instanceof Float)) {
      return number.toString();
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      return "null";
    }
    var shortest = new BigDecimal(Double.toString(value));
    if (value == Math.rint(value) && Math.abs(value) < EXPONENT_FROM) {
      return shortest.toBigInteger().toString();
    }
    boolean all = exact || Math.abs(value) >= EXPONENT_FROM;
    var rounded = all ? shortest : shortest.round(FIFTEEN_DIGITS);
    return Math.abs(value) >= EXPONENT_FROM || Math.abs(value) < EXPONENT_BELOW
        ? withExponent(rounded.stripTrailingZeros())
        : rounded.stripTrailingZeros().toPlainString();
  }

  private static String withExponent(BigDecimal value) {
    var digits = value.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - value.scale();
    var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value.signum() < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }
}
