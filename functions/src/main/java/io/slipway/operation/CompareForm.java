package io.slipway.operation;

import io.slipway.domain.Comparison;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import java.util.Optional;

/**
 * How a caller asks to have the next release compared with the live one.
 *
 * @see Comparison for what the fields mean
 */
public record CompareForm(
    Optional<Double> maxErrorRate,
    Optional<Double> maxLatencyRatio,
    Optional<String> percentile,
    Optional<Integer> minRequests) {

  private static final String FIELD = "compare";
  private static final String PERCENTILE = "p99";
  private static final int MIN_REQUESTS = 100;
  private static final int MOST_REQUESTS = 1_000_000;

  /** The comparison; empty where something is wrong with it, which is then noted. */
  Optional<Comparison> read(Problems problems) {
    int before = problems.count();
    if (maxErrorRate.isEmpty() && maxLatencyRatio.isEmpty()) {
      problems.add(FIELD, "maxErrorRate, maxLatencyRatio or both are required");
    }
    maxErrorRate
        .filter(rate -> rate < 0 || rate > 100)
        .ifPresent(
            rate ->
                problems.add(
                    FIELD + ".maxErrorRate",
                    "0 to 100 percentage points are allowed, but got " + rate));
    maxLatencyRatio
        .filter(ratio -> ratio <= 0 || ratio > 100)
        .ifPresent(
            ratio ->
                problems.add(
                    FIELD + ".maxLatencyRatio",
                    "more than 0 and at most 100 is allowed, but got " + ratio));
    percentile
        .filter(text -> !Comparison.isPercentile(text))
        .ifPresent(
            text ->
                problems.add(
                    FIELD + ".percentile", "p50 to p99.9 is allowed, but got " + Quoted.of(text)));
    minRequests
        .filter(count -> count < 1 || count > MOST_REQUESTS)
        .ifPresent(
            count ->
                problems.add(
                    FIELD + ".minRequests",
                    "1 to " + MOST_REQUESTS + " is allowed, but got " + count));
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(
            new Comparison(
                maxErrorRate,
                maxLatencyRatio,
                percentile.orElse(PERCENTILE),
                minRequests.orElse(MIN_REQUESTS)));
  }
}
