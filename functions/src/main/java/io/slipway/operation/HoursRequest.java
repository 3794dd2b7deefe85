package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Environment;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.WorkingHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hours in which environments are to run, as callers write them.
 *
 * @param timeZone a name such as {@code Europe/Berlin}
 * @param start {@code HH:MM}
 * @param stop {@code HH:MM}
 * @param days by their English names; Monday to Friday where it is absent
 * @param environment one or a list; {@code dev}, {@code qa} and {@code stage} where it is absent
 */
public record HoursRequest(
    String timeZone,
    String start,
    String stop,
    Optional<List<String>> days,
    Optional<JsonNode> environment) {

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private static final List<Environment> USUAL =
      List.of(Environment.DEV, Environment.QA, Environment.STAGE);

  /**
   * What is meant.
   *
   * @throws Rejected 400 where it means nothing
   */
  public WorkingHours read() {
    return new WorkingHours(
        zone(timeZone),
        time("start", start),
        time("stop", stop),
        days.map(HoursRequest::days).orElse(WEEK),
        environment.map(NamedEnvironments::of).orElse(USUAL));
  }

  /** Names of places only: an offset such as +01:00 knows no summer. */
  private static ZoneId zone(String text) {
    try {
      if (text.equals("UTC") || ZoneId.getAvailableZoneIds().contains(text)) {
        return ZoneId.of(text);
      }
    } catch (DateTimeException e) {
      // falls through to the same refusal
    }
    throw Rejected.invalid(
        "timeZone",
        "a time zone such as Europe/Berlin or UTC is allowed, but got " + Quoted.of(text));
  }

  private static LocalTime time(String field, String text) {
    if (!TIME.matcher(text).matches()) {
      throw Rejected.invalid(field, "a time such as 07:30 is allowed, but got " + Quoted.of(text));
    }
    return LocalTime.parse(text);
  }

  private static Set<DayOfWeek> days(List<String> names) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (int i = 0; i < names.size(); i++) {
      if (!days.add(day("days[" + i + "]", names.get(i)))) {
        throw Rejected.invalid("days[" + i + "]", "is named twice");
      }
    }
    return days;
  }

  private static DayOfWeek day(String field, String name) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> name(day).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Rejected.invalid(
                    field,
                    Arrays.stream(DayOfWeek.values())
                            .map(HoursRequest::name)
                            .collect(Collectors.joining(", "))
                        + " are allowed, but got "
                        + Quoted.of(name)));
  }

  /** As callers write it. */
  public static String name(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }
}
