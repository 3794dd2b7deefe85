package io.slipway.flow.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A moment as people read it: the time, and the day where it is not within a day from now. */
final class Moment {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Moment() {}

  static String of(Instant moment, Instant now) {
    boolean soon = Duration.between(now, moment).compareTo(Duration.ofDays(1)) < 0;
    return (soon ? TIME : DAY).format(moment);
  }
}
