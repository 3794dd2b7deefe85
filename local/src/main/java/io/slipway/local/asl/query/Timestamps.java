package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the timestamps of ISO 8601 that {@code $toMillis} takes without a picture. */
final class Timestamps {

  private static final Pattern ISO_8601 =
      Pattern.compile(
          "(\\d{4})(?:-([01]\\d)(?:-([0-3]\\d)(?:T([0-2]\\d):([0-5]\\d):([0-5]\\d)(?:\\.(\\d+))?(?:([-+])([0-2]\\d):?([0-5]\\d)|Z)?)?)?)?");

  private static final int MILLIS_DIGITS = 3;
  private static final int NANOS_OF_MILLI = 1_000_000;

  private Timestamps() {}

  /** Milliseconds since 1970; not a number where there is no such day or hour. */
  static Number millis(String text) {
    var parts = ISO_8601.matcher(text);
    if (!parts.matches()) {
      throw new JException(
          "D3110: The argument of the toMillis function must be an ISO 8601 formatted timestamp."
              + " Given "
              + JsonText.exact(text),
          -1);
    }
    try {
      var time =
          LocalDateTime.of(
              part(parts, 1, 1970),
              part(parts, 2, 1),
              part(parts, 3, 1),
              part(parts, 4, 0),
              part(parts, 5, 0),
              part(parts, 6, 0),
              fraction(parts.group(7)) * NANOS_OF_MILLI);
      return time.toInstant(offset(parts)).toEpochMilli();
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  private static int part(Matcher parts, int group, int otherwise) {
    return parts.group(group) == null ? otherwise : Integer.parseInt(parts.group(group));
  }

  private static int fraction(String digits) {
    return digits == null ? 0 : Integer.parseInt((digits + "00").substring(0, MILLIS_DIGITS));
  }

  private static ZoneOffset offset(Matcher parts) {
    int sign = "-".equals(parts.group(8)) ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * part(parts, 9, 0), sign * part(parts, 10, 0));
  }
}
