package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;

/**
 * Checks a picture of {@code $formatNumber} with the usual symbols by the rules of the XPath
 * functions.
 *
 * @see <a href="https://www.w3.org/TR/xpath-functions-31/#syntax-of-picture-string">Syntax of the
 *     picture string</a>
 */
final class NumberPicture {

  private static final String ACTIVE = "0123456789.,#e";

  private final String part;

  private NumberPicture(String part) {
    this.part = part;
  }

  static void check(String picture) {
    var parts = picture.split(";", -1);
    if (parts.length > 2) {
      throw refused("D3080", "The picture string must only contain a maximum of two sub-pictures");
    }
    for (var part : parts) {
      new NumberPicture(part).check();
    }
  }

  private void check() {
    atMostOne(
        '.',
        "D3081",
        "The sub-picture must not contain more than one instance of the 'decimal-separator' character");
    atMostOne(
        '%',
        "D3082",
        "The sub-picture must not contain more than one instance of the 'percent' character");
    atMostOne(
        '‰',
        "D3083",
        "The sub-picture must not contain more than one instance of the 'per-mille' character");
    refuse(
        count('%') > 0 && count('‰') > 0,
        "D3084",
        "The sub-picture must not contain both a 'percent' and a 'per-mille'");
    var active = active();
    refuse(
        active.chars().anyMatch(c -> ACTIVE.indexOf(c) < 0),
        "D3086",
        "The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character");
    int exponentAt = active.indexOf('e');
    var mantissa = exponentAt < 0 ? active : active.substring(0, exponentAt);
    refuse(
        mantissa.chars().noneMatch(c -> Character.isDigit(c) || c == '#'),
        "D3085",
        "The mantissa part of a sub-picture must contain at least one character that is either an 'optional digit character' or a member of the 'decimal digit family'");
    checkMantissa(mantissa);
    checkExponent(exponentAt, active);
  }

  private void checkMantissa(String mantissa) {
    int point = mantissa.indexOf('.');
    var integer = point < 0 ? mantissa : mantissa.substring(0, point);
    var fraction = point < 0 ? "" : mantissa.substring(point + 1);
    refuse(
        mantissa.contains(",.") || mantissa.contains(".,"),
        "D3087",
        "The sub-picture must not contain a 'grouping-separator' character that appears adjacent to a 'decimal-separator' character");
    refuse(
        point < 0 && integer.endsWith(","),
        "D3088",
        "The sub-picture must not contain a 'grouping-separator' at the end of the integer part");
    refuse(
        mantissa.contains(",,"),
        "D3089",
        "The sub-picture must not contain two adjacent instances of the 'grouping-separator' character");
    refuse(
        integer.matches(".*[0-9].*#.*"),
        "D3090",
        "The integer part of the sub-picture must not contain a member of the 'decimal digit family' that is followed by an instance of the 'optional digit character'");
    refuse(
        fraction.matches(".*#.*[0-9].*"),
        "D3091",
        "The fractional part of the sub-picture must not contain an instance of the 'optional digit character' that is followed by a member of the 'decimal digit family'");
  }

  private void checkExponent(int exponentAt, String active) {
    if (exponentAt < 0) {
      return;
    }
    refuse(
        count('%') > 0 || count('‰') > 0,
        "D3092",
        "A sub-picture that contains a 'percent' or 'per-mille' character must not contain a character treated as an 'exponent-separator'");
    refuse(
        !active.substring(exponentAt + 1).matches("[0-9]+"),
        "D3093",
        "The exponent part of the sub-picture must comprise only of one or more characters that are members of the 'decimal digit family'");
  }

  /** From the first to the last character that means something; all where none does. */
  private String active() {
    int from = 0;
    while (from < part.length() && !isActive(from)) {
      from++;
    }
    int to = part.length();
    while (to > from && !isActive(to - 1)) {
      to--;
    }
    return from == part.length() ? part : part.substring(from, to);
  }

  private boolean isActive(int at) {
    return ACTIVE.indexOf(part.charAt(at)) >= 0 && (part.charAt(at) != 'e' || isAfterDigit(at));
  }

  /** An e is an exponent's only behind a number. */
  private boolean isAfterDigit(int at) {
    return at > 0 && "0123456789#.".indexOf(part.charAt(at - 1)) >= 0;
  }

  private long count(char wanted) {
    return part.chars().filter(c -> c == wanted).count();
  }

  private void atMostOne(char wanted, String code, String message) {
    refuse(count(wanted) > 1, code, message);
  }

  private static void refuse(boolean wrong, String code, String message) {
    if (wrong) {
      throw refused(code, message);
    }
  }

  private static JException refused(String code, String message) {
    return new JException(code + ": " + message, -1);
  }
}
