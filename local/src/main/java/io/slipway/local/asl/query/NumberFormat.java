package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes numbers by a picture, as {@code $formatNumber} does. */
final class NumberFormat {

  private static final int TEN = 10;
  private static final int HUNDRED = 100;
  private static final int THOUSAND = 1000;

  private final NumberSymbols symbols;
  private final NumberPicture picture;
  private final NumberPicture negative;
  private final boolean ownNegative;

  private NumberFormat(
      NumberSymbols symbols, NumberPicture picture, NumberPicture negative, boolean ownNegative) {
    this.symbols = symbols;
    this.picture = picture;
    this.negative = negative;
    this.ownNegative = ownNegative;
  }

  static NumberFormat of(String picture, Map<?, ?> options) {
    var symbols = NumberSymbols.of(options);
    var parts = picture.split(Pattern.quote(symbols.patternSeparator()), -1);
    if (parts.length > 2) {
      throw new JException(
          "D3080: The picture string must only contain a maximum of two sub-pictures", -1);
    }
    var first = new NumberPicture(parts[0], symbols);
    boolean own = parts.length == 2;
    return new NumberFormat(
        symbols, first, own ? new NumberPicture(parts[1], symbols) : first, own);
  }

  String format(double value) {
    boolean below = value < 0;
    var chosen = below ? negative : picture;
    var sign = below && !ownNegative ? symbols.minusSign() : "";
    return sign + chosen.prefix() + digits(value, chosen) + chosen.suffix();
  }

  private String digits(double value, NumberPicture chosen) {
    double scale =
        chosen.has(symbols.percent()) ? HUNDRED : chosen.has(symbols.perMille()) ? THOUSAND : 1;
    double mantissa = Math.abs(value * scale);
    int exponent = 0;
    if (chosen.exponentDigits() > 0 && mantissa != 0) {
      while (mantissa < Math.pow(TEN, chosen.integerDigits() - 1.0)) {
        mantissa *= TEN;
        exponent--;
      }
      while (mantissa > Math.pow(TEN, chosen.integerDigits())) {
        mantissa /= TEN;
        exponent++;
      }
    }
    var written = grouped(plain(mantissa, chosen), chosen);
    return chosen.hasExponent() ? written + exponent(exponent, chosen) : written;
  }

  private String exponent(int exponent, NumberPicture chosen) {
    var digits = String.valueOf(Math.abs(exponent));
    var padded = "0".repeat(Math.max(0, chosen.exponentDigits() - digits.length())) + digits;
    return symbols.exponentSeparator()
        + (exponent < 0 ? symbols.minusSign() : "")
        + symbols.localized(padded);
  }

  /** An integer and a fraction, either of which may be empty. */
  private record Plain(String integer, String fraction) {}

  private Plain plain(double mantissa, NumberPicture chosen) {
    int leastInteger = chosen.integerDigits();
    int leastFraction = chosen.leastFraction();
    int mostFraction = chosen.mostFraction();
    if (leastInteger == 0 && mostFraction == 0) {
      if (chosen.hasExponent()) {
        leastFraction = 1;
        mostFraction = 1;
      } else {
        leastInteger = 1;
      }
    }
    if (chosen.hasExponent() && leastInteger == 0 && chosen.hasOptionalInteger()) {
      leastInteger = 1;
    }
    if (leastInteger == 0 && leastFraction == 0) {
      leastFraction = 1;
    }
    var text =
        BigDecimal.valueOf(mantissa).setScale(mostFraction, RoundingMode.HALF_EVEN).toPlainString();
    int point = text.indexOf('.');
    var integer = (point < 0 ? text : text.substring(0, point)).replaceFirst("^0+", "");
    var fraction = point < 0 ? "" : text.substring(point + 1).replaceFirst("0+$", "");
    return new Plain(
        symbols.localized("0".repeat(Math.max(0, leastInteger - integer.length())) + integer),
        symbols.localized(fraction + "0".repeat(Math.max(0, leastFraction - fraction.length()))));
  }

  private String grouped(Plain plain, NumberPicture chosen) {
    var integer = new StringBuilder(plain.integer());
    int regular = regular(chosen.integerGroups());
    if (regular > 0) {
      for (int at = integer.length() - regular; at > 0; at -= regular) {
        integer.insert(at, symbols.groupingSeparator());
      }
    } else {
      for (int position : chosen.integerGroups().reversed()) {
        int at = plain.integer().length() - position;
        if (at > 0) {
          integer.insert(at, symbols.groupingSeparator());
        }
      }
    }
    var fraction = new StringBuilder(plain.fraction());
    for (int position : chosen.fractionGroups().reversed()) {
      if (position < plain.fraction().length()) {
        fraction.insert(position, symbols.groupingSeparator());
      }
    }
    return fraction.isEmpty()
        ? integer.toString()
        : integer + symbols.decimalSeparator() + fraction;
  }

  /** The distance of the separators where it is the same everywhere, else 0. */
  private static int regular(List<Integer> positions) {
    if (positions.isEmpty()) {
      return 0;
    }
    int factor = positions.stream().reduce(NumberFormat::greatestCommonDivisor).orElseThrow();
    for (int index = 1; index <= positions.size(); index++) {
      if (!positions.contains(index * factor)) {
        return 0;
      }
    }
    return factor;
  }

  private static int greatestCommonDivisor(int one, int other) {
    return other == 0 ? one : greatestCommonDivisor(other, one % other);
  }
}
