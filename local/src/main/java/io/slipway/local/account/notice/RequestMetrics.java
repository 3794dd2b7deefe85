package io.slipway.local.account.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The requests that target groups have had, minute by minute, as plain data: what load balancers
 * report to CloudWatch. A minute can be read once it is over.
 */
final class RequestMetrics {

  /** CloudWatch keeps minutes for 15 days; a day is longer than any comparison here looks back. */
  private static final long KEPT_MINUTES = Duration.ofDays(1).toMinutes() + 1;

  private static final int SERVER_ERROR = 500;
  private static final double MILLIS = 1000;

  /** By the ARN of the target group, then by the minute since 1970. */
  NavigableMap<String, NavigableMap<Long, Minute>> groups = new TreeMap<>();

  /** The requests of one minute. */
  static final class Minute {
    long requests;
    long errors;

    /** How many answers took so many milliseconds. */
    NavigableMap<Integer, Long> latencies = new TreeMap<>();
  }

  /** Counts a request; says whether it is the first of its minute. */
  boolean add(String targetGroup, Instant at, int status, Duration took) {
    long number = minute(at);
    var minutes = groups.computeIfAbsent(targetGroup, group -> new TreeMap<>());
    boolean first = !minutes.containsKey(number);
    var minute = minutes.computeIfAbsent(number, unused -> new Minute());
    minute.requests++;
    minute.errors += status >= SERVER_ERROR ? 1 : 0;
    minute.latencies.merge((int) Math.min(took.toMillis(), Integer.MAX_VALUE), 1L, Long::sum);
    minutes.headMap(number - KEPT_MINUTES).clear();
    return first;
  }

  /** A data point for each period in which there were requests, the oldest first. */
  List<Double> read(String targetGroup, Statistic statistic, Range range, Instant now) {
    var known = groups.getOrDefault(targetGroup, new TreeMap<>());
    long over = minute(now);
    List<Double> values = new ArrayList<>();
    for (var begin = range.from(); begin.isBefore(range.to()); begin = begin.plus(range.period())) {
      var end = begin.plus(range.period());
      long until = Math.min(over, minute(end.isBefore(range.to()) ? end : range.to()));
      var minutes = known.subMap(minute(begin), Math.max(minute(begin), until));
      if (!minutes.isEmpty()) {
        values.add(statistic.of(new ArrayList<>(minutes.values())));
      }
    }
    return values;
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60L);
  }

  /** Which time is asked for, in which pieces. */
  record Range(Instant from, Instant to, Duration period) {}

  /** What is made of the minutes of one period. */
  @FunctionalInterface
  interface Statistic {

    double of(List<Minute> minutes);

    static Statistic requests() {
      return minutes -> minutes.stream().mapToLong(minute -> minute.requests).sum();
    }

    static Statistic errors() {
      return minutes -> minutes.stream().mapToLong(minute -> minute.errors).sum();
    }

    /** The smallest latency, in seconds, that so many percent of the answers did not exceed. */
    static Statistic latency(double percentile) {
      return minutes -> {
        var all = new TreeMap<Integer, Long>();
        minutes.forEach(
            minute -> minute.latencies.forEach((took, n) -> all.merge(took, n, Long::sum)));
        long count = all.values().stream().mapToLong(Long::longValue).sum();
        long rank = (long) Math.ceil(count * percentile / 100);
        long seen = 0;
        for (var entry : all.entrySet()) {
          seen += entry.getValue();
          if (seen >= rank) {
            return entry.getKey() / MILLIS;
          }
        }
        return 0;
      };
    }
  }
}
