package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import java.util.ArrayList;
import java.util.List;

/**
 * One part of a picture of {@code $formatNumber}, taken apart and checked by the rules of the XPath
 * functions.
 *
 * @see <a href="https://www.w3.org/TR/xpath-functions-31/#formatting-numbers">Formatting
 *     numbers</a>
 */
final class NumberPicture {

  private final NumberSymbols symbols;
  private final String text;
  private final String prefix;
  private final String suffix;
  private final String active;
  private final String mantissa;

  /** Null where there is none. */
  private final String exponent;

  private final String integer;
  private final String fraction;

  NumberPicture(String text, NumberSymbols symbols) {
    this.symbols = symbols;
    this.text = text;
    int from = 0;
    while (from < text.length() && isPassive(text.charAt(from))) {
      from++;
    }
    int to = text.length();
    while (to > from && isPassive(text.charAt(to - 1))) {
      to--;
    }
    this.prefix = text.substring(0, from);
    this.suffix = text.substring(to);
    this.active = text.substring(from, to);
    int exponentAt = active.indexOf(symbols.exponentSeparator());
    this.mantissa = exponentAt < 0 ? active : active.substring(0, exponentAt);
    this.exponent = exponentAt < 0 ? null : active.substring(exponentAt + 1);
    int point = mantissa.indexOf(symbols.decimalSeparator());
    this.integer = point < 0 ? mantissa : mantissa.substring(0, point);
    this.fraction = point < 0 ? "" : mantissa.substring(point + 1);
    check(point >= 0);
  }

  private boolean isPassive(char character) {
    return !symbols.isActive(character) || symbols.isExponent(character);
  }

  String prefix() {
    return prefix;
  }

  String suffix() {
    return suffix;
  }

  boolean has(String symbol) {
    return text.contains(symbol);
  }

  boolean hasExponent() {
    return exponent != null;
  }

  int exponentDigits() {
    return exponent == null ? 0 : decimalDigits(exponent);
  }

  /** How many digits of the integer part are always there, before the rules for empty parts. */
  int integerDigits() {
    return decimalDigits(integer);
  }

  boolean hasOptionalInteger() {
    return integer.contains(symbols.digit());
  }

  int leastFraction() {
    return decimalDigits(fraction);
  }

  int mostFraction() {
    return (int) fraction.chars().filter(character -> symbols.isDigit((char) character)).count();
  }

  /** How many digits stand right of each grouping separator of the integer part. */
  List<Integer> integerGroups() {
    List<Integer> groups = new ArrayList<>();
    for (int at = 0; at < integer.length(); at++) {
      if (integer.startsWith(symbols.groupingSeparator(), at)) {
        groups.add(digits(integer.substring(at)));
      }
    }
    return groups;
  }

  /** How many digits stand left of each grouping separator of the fractional part. */
  List<Integer> fractionGroups() {
    List<Integer> groups = new ArrayList<>();
    for (int at = 0; at < fraction.length(); at++) {
      if (fraction.startsWith(symbols.groupingSeparator(), at)) {
        groups.add(digits(fraction.substring(0, at)));
      }
    }
    return groups;
  }

  private int digits(String part) {
    return (int) part.chars().filter(character -> symbols.isDigit((char) character)).count();
  }

  private int decimalDigits(String part) {
    return (int) part.chars().filter(character -> symbols.isDecimalDigit((char) character)).count();
  }

  /** Where several rules are broken, the last one is named. */
  private void check(boolean hasPoint) {
    var grouping = symbols.groupingSeparator();
    var point = symbols.decimalSeparator();
    boolean scaled = has(symbols.percent()) || has(symbols.perMille());
    refuse(
        exponent != null && (exponent.isEmpty() || decimalDigits(exponent) < exponent.length()),
        "D3093: The exponent part of the sub-picture must comprise only of one or more characters that are members of the 'decimal digit family'");
    refuse(
        exponent != null && scaled,
        "D3092: A sub-picture that contains a 'percent' or 'per-mille' character must not contain a character treated as an 'exponent-separator'");
    int lastOptional = fraction.lastIndexOf(symbols.digit());
    refuse(
        fraction.contains(symbols.digit())
            && decimalDigits(fraction.substring(fraction.indexOf(symbols.digit()))) > 0
            && decimalDigits(fraction.substring(lastOptional)) > 0,
        "D3091: The fractional part of the sub-picture must not contain an instance of the 'optional digit character' that is followed by a member of the 'decimal digit family'");
    refuse(
        hasOptionalInteger()
            && decimalDigits(integer.substring(0, integer.indexOf(symbols.digit()))) > 0,
        "D3090: The integer part of the sub-picture must not contain a member of the 'decimal digit family' that is followed by an instance of the 'optional digit character'");
    refuse(
        has(grouping + grouping),
        "D3089: The sub-picture must not contain two adjacent instances of the 'grouping-separator' character");
    refuse(
        !hasPoint && integer.endsWith(grouping),
        "D3088: The sub-picture must not contain a 'grouping-separator' at the end of the integer part");
    refuse(
        has(grouping + point) || has(point + grouping),
        "D3087: The sub-picture must not contain a 'grouping-separator' character that appears adjacent to a 'decimal-separator' character");
    checkCharacters();
  }

  private void checkCharacters() {
    refuse(
        active.chars().anyMatch(character -> !symbols.isActive((char) character)),
        "D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character");
    refuse(
        active.isEmpty() && !text.isEmpty(),
        "D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character");
    refuse(
        digits(mantissa) == 0,
        "D3085: The mantissa part of a sub-picture must contain at least one character that is either an 'optional digit character' or a member of the 'decimal digit family'");
    refuse(
        has(symbols.percent()) && has(symbols.perMille()),
        "D3084: The sub-picture must not contain both a 'percent' and a 'per-mille' character");
    atMostOne(symbols.perMille(), "D3083", "per-mille");
    atMostOne(symbols.percent(), "D3082", "percent");
    atMostOne(symbols.decimalSeparator(), "D3081", "decimal-separator");
  }

  private void atMostOne(String symbol, String code, String name) {
    refuse(
        text.indexOf(symbol) != text.lastIndexOf(symbol),
        "%s: The sub-picture must not contain more than one instance of the '%s' character"
            .formatted(code, name));
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new JException(message, -1);
    }
  }
}
