package io.slipway.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When environments are to run: from {@code start} on each of these days until {@code stop}, which
 * is on the next day where it is not later than {@code start}.
 *
 * <p>Times are those of clocks on walls there. A time that a clock skips in spring counts as much
 * later as the clock skips; one that comes twice in autumn counts when it comes first.
 *
 * @param environments that are stopped and started
 */
public record WorkingHours(
    ZoneId timeZone,
    LocalTime start,
    LocalTime stop,
    Set<DayOfWeek> days,
    List<Environment> environments) {

  /** A change is never longer ago than this: each day of the week comes once. */
  private static final int LONGEST_DAYS = 8;

  public WorkingHours {
    if (start.equals(stop)) {
      throw Rejected.invalid("stop", "another time than start's is allowed, but got " + stop);
    }
    if (days.isEmpty()) {
      throw Rejected.invalid("days", "one day at least is expected");
    }
    if (environments.contains(Environment.PROD)) {
      throw Rejected.invalid("environment", "environments outside production are allowed");
    }
    days = java.util.Collections.unmodifiableSet(EnumSet.copyOf(days));
    environments = List.copyOf(environments);
  }

  /** Something that is to happen at a moment. */
  public record Change(Instant at, StatusAction action) {}

  /** The latest change at {@code now} or before; what came before it does not count any more. */
  public Change latest(Instant now) {
    var today = now.atZone(timeZone).toLocalDate();
    Change latest = null;
    for (int back = -1; back <= LONGEST_DAYS; back++) {
      for (var change : changes(today.minusDays(back)).toList()) {
        if (!change.at().isAfter(now) && (latest == null || change.at().isAfter(latest.at()))) {
          latest = change;
        }
      }
    }
    if (latest == null) {
      throw new IllegalStateException("no change within " + LONGEST_DAYS + " days");
    }
    return latest;
  }

  private Stream<Change> changes(LocalDate day) {
    if (!days.contains(day.getDayOfWeek())) {
      return Stream.of();
    }
    var end = stop.isAfter(start) ? day : day.plusDays(1);
    return Stream.of(
        new Change(day.atTime(start).atZone(timeZone).toInstant(), StatusAction.START),
        new Change(end.atTime(stop).atZone(timeZone).toInstant(), StatusAction.STOP));
  }
}
