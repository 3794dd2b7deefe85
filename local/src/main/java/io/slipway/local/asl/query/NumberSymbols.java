package io.slipway.local.asl.query;

import java.util.Map;

/** The characters that mean something in a picture of {@code $formatNumber}. */
record NumberSymbols(
    String decimalSeparator,
    String groupingSeparator,
    String exponentSeparator,
    String minusSign,
    String percent,
    String perMille,
    char zeroDigit,
    String digit,
    String patternSeparator) {

  private static final int DIGITS = 10;

  /** The usual ones, except for what {@code options} name by the names of XPath. */
  static NumberSymbols of(Map<?, ?> options) {
    return new NumberSymbols(
        text(options, "decimal-separator", "."),
        text(options, "grouping-separator", ","),
        text(options, "exponent-separator", "e"),
        text(options, "minus-sign", "-"),
        text(options, "percent", "%"),
        text(options, "per-mille", "‰"),
        text(options, "zero-digit", "0").charAt(0),
        text(options, "digit", "#"),
        text(options, "pattern-separator", ";"));
  }

  private static String text(Map<?, ?> options, String name, String usual) {
    return options != null && options.get(name) instanceof String text && !text.isEmpty()
        ? text
        : usual;
  }

  boolean isDecimalDigit(char character) {
    return character >= zeroDigit && character < zeroDigit + DIGITS;
  }

  boolean isDigit(char character) {
    return isDecimalDigit(character) || is(digit, character);
  }

  boolean isActive(char character) {
    return isDigit(character)
        || isExponent(character)
        || is(decimalSeparator, character)
        || is(groupingSeparator, character)
        || is(patternSeparator, character);
  }

  boolean isExponent(char character) {
    return is(exponentSeparator, character);
  }

  private static boolean is(String symbol, char character) {
    return symbol.length() == 1 && symbol.charAt(0) == character;
  }

  /** Digits in the picture's own family. */
  String localized(String digits) {
    var localized = new StringBuilder();
    digits
        .chars()
        .forEach(
            character ->
                localized.append(
                    (char)
                        (character >= '0' && character <= '9'
                            ? zeroDigit + character - '0'
                            : character)));
    return localized.toString();
  }
}
