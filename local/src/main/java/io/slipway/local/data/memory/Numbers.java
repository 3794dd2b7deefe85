package io.slipway.local.data.memory;

import java.math.BigDecimal;

/**
 * Numbers of DynamoDB: up to 38 digits, 1E-130 to 9.99…E+125 and their negatives, stored without
 * leading and trailing zeros.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">
 *     Data types: Number</a>
 */
final class Numbers {

  private static final int DIGITS = 38;
  private static final int LARGEST_EXPONENT = 125;
  private static final int SMALLEST_EXPONENT = -130;
  private static final int LONGEST_PLAIN = 18;

  private Numbers() {}

  static BigDecimal of(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw TableErrors.invalid("The parameter cannot be converted to a numeric value: " + text);
    }
  }

  /** The one way in which a number is written. */
  static String canonical(String text) {
    return isPlain(text) ? text : canonical(of(text));
  }

  static String canonical(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    var stripped = number.stripTrailingZeros();
    if (stripped.precision() > DIGITS) {
      throw TableErrors.invalid("Attempting to store more than 38 significant digits in a Number");
    }
    return inRange(stripped).toPlainString();
  }

  static String sum(String one, String other) {
    return canonical(of(one).add(of(other)));
  }

  static String difference(String one, String other) {
    return canonical(of(one).subtract(of(other)));
  }

  private static BigDecimal inRange(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent > LARGEST_EXPONENT) {
      throw TableErrors.invalid(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < SMALLEST_EXPONENT) {
      throw TableErrors.invalid(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    return number;
  }

  /** Whether it is a short whole number as nearly all are: it is its own canonical form. */
  private static boolean isPlain(String text) {
    if (text.isEmpty() || text.length() > LONGEST_PLAIN || text.charAt(0) == '0') {
      return text.equals("0");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
