package io.slipway.local.web;

import java.time.Duration;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/**
 * How a request to a local application wants to be answered, as its query says it.
 *
 * @param delay {@code wait}: until the answer begins; up to 300 seconds of the account's time
 * @param over {@code over}: how long the answer's body takes; up to 300 seconds of the account's
 *     time
 * @param bytes {@code bytes}: how long the answer's body is; up to 16 MiB, 0 for what the
 *     application tells
 */
record Wish(Duration delay, Duration over, int bytes) {

  private static final int LONGEST = 300;
  private static final int LARGEST = 16 * 1024 * 1024;

  /** Throws {@link IllegalArgumentException} for a number that is none, or too large. */
  static Wish of(String query) {
    var fields = new Fields();
    if (query != null) {
      UrlEncoded.decodeUtf8To(query, fields);
    }
    return new Wish(
        seconds("wait", fields),
        seconds("over", fields),
        Math.toIntExact(number("bytes", fields, LARGEST)));
  }

  private static Duration seconds(String name, Fields fields) {
    return Duration.ofSeconds(number(name, fields, LONGEST));
  }

  private static long number(String name, Fields fields, int most) {
    var value = fields.getValue(name);
    if (value == null) {
      return 0;
    }
    if (!value.matches("\\d{1,9}") || Long.parseLong(value) > most) {
      throw new IllegalArgumentException(name + " must be a number from 0 to " + most);
    }
    return Long.parseLong(value);
  }
}
