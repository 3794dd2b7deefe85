package io.slipway.domain;

import java.util.Locale;
import java.util.Optional;

/**
 * How much worse than the live release the next one may be while both have traffic, as their target
 * groups see it.
 *
 * @param maxErrorRate by how many percentage points the share of 5xx answers may be higher, 0 to
 *     100
 * @param maxLatencyRatio how many times as long answers may take, more than 0, at most 100
 * @param percentile which answers are meant: p50 to p99.9
 * @param minRequests how many requests each must have had, 1 to 1,000,000; fewer say nothing
 */
public record Comparison(
    Optional<Double> maxErrorRate,
    Optional<Double> maxLatencyRatio,
    String percentile,
    long minRequests) {

  private static final double PERCENT = 100;
  private static final double HIGHEST_PERCENTILE = 99.9;

  /** What becomes of the share. */
  public enum Verdict {
    /** It is watched for another bake. */
    HOLD,
    ADVANCE,
    ROLL_BACK
  }

  /** The verdict, and the numbers that led to it, for people. */
  public record Finding(Verdict verdict, String reason) {}

  public Comparison {
    if (maxErrorRate.isEmpty() && maxLatencyRatio.isEmpty()) {
      throw new IllegalArgumentException("a comparison compares error rates, latencies or both");
    }
    maxErrorRate.ifPresent(rate -> require(rate >= 0 && rate <= PERCENT, "an error rate", rate));
    maxLatencyRatio.ifPresent(
        ratio -> require(ratio > 0 && ratio <= PERCENT, "a latency ratio", ratio));
    require(isPercentile(percentile), "a percentile", percentile);
    require(minRequests >= 1 && minRequests <= 1_000_000, "a number of requests", minRequests);
  }

  private static void require(boolean holds, String what, Object got) {
    if (!holds) {
      throw new IllegalArgumentException("not " + what + " to compare by: " + got);
    }
  }

  /** Whether {@code text} is p50 to p99.9, with at most one decimal. */
  public static boolean isPercentile(String text) {
    return text.matches("p[5-9]\\d(\\.\\d)?")
        && Double.parseDouble(text.substring(1)) <= HIGHEST_PERCENTILE;
  }

  /**
   * The rule. Too few requests on either side prove nothing: an idle service would otherwise
   * promote a release that nobody has exercised.
   */
  public Finding judge(RequestLoad live, RequestLoad next) {
    var numbers = "next has " + told(next) + ", live has " + told(live);
    if (live.requests() < minRequests || next.requests() < minRequests) {
      return new Finding(
          Verdict.HOLD, "too few requests to compare, " + minRequests + " are needed: " + numbers);
    }
    if (maxErrorRate.filter(most -> next.errorRate() - live.errorRate() > most).isPresent()) {
      return new Finding(
          Verdict.ROLL_BACK,
          "more errors than the "
              + points(maxErrorRate.get())
              + " percentage points over live that are allowed: "
              + numbers);
    }
    if (maxLatencyRatio.isEmpty()) {
      return new Finding(Verdict.ADVANCE, numbers);
    }
    if (live.latencySeconds().isEmpty() || next.latencySeconds().isEmpty()) {
      return new Finding(Verdict.HOLD, "no latencies to compare: " + numbers);
    }
    return next.latencySeconds().get() > live.latencySeconds().get() * maxLatencyRatio.get()
        ? new Finding(
            Verdict.ROLL_BACK,
            "slower than the "
                + points(maxLatencyRatio.get())
                + " times of live that are allowed: "
                + numbers)
        : new Finding(Verdict.ADVANCE, numbers);
  }

  private String told(RequestLoad load) {
    return load.requests()
        + " requests, "
        + points(load.errorRate())
        + " % errors"
        + load.latencySeconds()
            .map(seconds -> ", " + percentile + " " + Math.round(seconds * 1000) + " ms")
            .orElse("");
  }

  /** At most two decimals. */
  private static String points(double number) {
    return String.format(Locale.ROOT, "%.2f", number).replaceAll("\\.?0+$", "");
  }
}
