package io.slipway.domain;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When environments are stopped and started, whatever the clocks do. */
final class WorkingHoursTest {

  private static final Set<DayOfWeek> WEEK = EnumSet.range(MONDAY, FRIDAY);

  private static WorkingHours hours(String zone, String start, String stop, Set<DayOfWeek> days) {
    return new WorkingHours(
        ZoneId.of(zone),
        LocalTime.parse(start),
        LocalTime.parse(stop),
        days,
        List.of(Environment.DEV));
  }

  @ParameterizedTest
  @CsvSource({
    // a Wednesday in winter: UTC+1
    "2026-01-14T05:59:59Z, 2026-01-13T19:00:00Z, STOP",
    "2026-01-14T06:00:00Z, 2026-01-14T06:00:00Z, START",
    "2026-01-14T18:59:59Z, 2026-01-14T06:00:00Z, START",
    "2026-01-14T19:00:00Z, 2026-01-14T19:00:00Z, STOP",
    // the weekend
    "2026-01-17T12:00:00Z, 2026-01-16T19:00:00Z, STOP",
    "2026-01-19T05:59:59Z, 2026-01-16T19:00:00Z, STOP",
    // summer: UTC+2; clocks go forward on the night to Sunday, 29 March
    "2026-03-27T19:00:00Z, 2026-03-27T19:00:00Z, STOP",
    "2026-03-30T04:59:59Z, 2026-03-27T19:00:00Z, STOP",
    "2026-03-30T05:00:00Z, 2026-03-30T05:00:00Z, START",
    "2026-03-30T18:00:00Z, 2026-03-30T18:00:00Z, STOP",
    // and back on the night to 25 October
    "2026-10-23T18:00:00Z, 2026-10-23T18:00:00Z, STOP",
    "2026-10-26T05:59:59Z, 2026-10-23T18:00:00Z, STOP",
    "2026-10-26T06:00:00Z, 2026-10-26T06:00:00Z, START"
  })
  void theLatestChangeCounts(Instant now, Instant at, StatusAction action) {
    assertThat(hours("Europe/Berlin", "07:00", "20:00", WEEK).latest(now))
        .isEqualTo(new WorkingHours.Change(at, action));
  }

  @ParameterizedTest
  @CsvSource({
    // 02:30 does not exist on 29 March: 03:30 summer time
    "2026-03-29T01:29:59Z, 2026-03-22T19:00:00Z, STOP",
    "2026-03-29T01:30:00Z, 2026-03-29T01:30:00Z, START",
    // 02:30 comes twice on 25 October: the first, in summer time
    "2026-10-25T00:29:59Z, 2026-10-18T18:00:00Z, STOP",
    "2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z, START",
    "2026-10-25T01:30:00Z, 2026-10-25T00:30:00Z, START"
  })
  void aTimeThatIsSkippedOrComesTwiceCountsOnce(Instant now, Instant at, StatusAction action) {
    assertThat(hours("Europe/Berlin", "02:30", "20:00", EnumSet.of(SUNDAY)).latest(now))
        .isEqualTo(new WorkingHours.Change(at, action));
  }

  @Test
  void hoursOverMidnightEndOnTheNextDay() {
    var night = hours("UTC", "22:00", "06:00", EnumSet.of(FRIDAY));
    assertThat(night.latest(Instant.parse("2026-01-17T05:59:00Z")).action())
        .isEqualTo(StatusAction.START);
    assertThat(night.latest(Instant.parse("2026-01-17T06:00:00Z")).action())
        .isEqualTo(StatusAction.STOP);
    assertThat(night.latest(Instant.parse("2026-01-23T21:59:00Z")).at())
        .isEqualTo(Instant.parse("2026-01-17T06:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"})
  void inAYearEachDayIsStartedAndStoppedOnceAndInTurn(String zone) {
    var hours = hours(zone, "02:15", "23:45", EnumSet.allOf(DayOfWeek.class));
    var seen = new ArrayList<WorkingHours.Change>();
    var now = Instant.parse("2026-01-01T12:00:00Z");
    for (int quarter = 0; quarter < 365 * 96; quarter++) {
      var change = hours.latest(now);
      if (seen.isEmpty() || !seen.getLast().equals(change)) {
        seen.add(change);
      }
      now = now.plus(Duration.ofMinutes(15));
    }
    assertThat(seen).hasSizeBetween(729, 731);
    for (int i = 1; i < seen.size(); i++) {
      assertThat(seen.get(i).action()).isNotEqualTo(seen.get(i - 1).action());
      assertThat(seen.get(i).at()).isAfter(seen.get(i - 1).at());
    }
  }

  @Test
  void whatIsNoTimeOrNoDayIsRefused() {
    assertThatThrownBy(() -> hours("UTC", "07:00", "07:00", WEEK)).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> hours("UTC", "07:00", "08:00", Set.of())).isInstanceOf(Rejected.class);
  }
}
