package io.slipway.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A duration as people read it: {@code 14 days}, {@code 1 hour 30 minutes}. */
public final class Span {

  private Span() {}

  /** The text; what is shorter than a second is left out. */
  public static String of(Duration duration) {
    var parts = new ArrayList<String>();
    add(parts, duration.toDays(), "day");
    add(parts, duration.toHoursPart(), "hour");
    add(parts, duration.toMinutesPart(), "minute");
    add(parts, duration.toSecondsPart(), "second");
    return parts.isEmpty() ? "0 seconds" : String.join(" ", parts);
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}
