package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

  private static final Comparison BOTH =
      new Comparison(Optional.of(1.0), Optional.of(1.5), "p99", 100);

  @ParameterizedTest
  @CsvSource({
    // live: requests, errors, ms; next: requests, errors, ms
    "1000, 0, 200, 100, 0, 200, ADVANCE",
    "1000, 0, 200, 99, 0, 200, HOLD",
    "1000, 0, 200, 0, 0, , HOLD",
    "99, 0, 200, 1000, 0, 200, HOLD",
    "1000, 0, 200, 99, 99, 9000, HOLD",
    "1000, 0, 200, 100, 1, 200, ADVANCE",
    "1000, 0, 200, 100, 2, 200, ROLL_BACK",
    "1000, 500, 200, 100, 51, 200, ADVANCE",
    "1000, 500, 200, 100, 52, 200, ROLL_BACK",
    "1000, 1000, 200, 100, 0, 200, ADVANCE",
    "1000, 0, 200, 100, 0, 300, ADVANCE",
    "1000, 0, 200, 100, 0, 301, ROLL_BACK",
    "1000, 0, 0, 100, 0, 1, ROLL_BACK",
    "1000, 0, , 100, 0, 200, HOLD",
    "1000, 0, 200, 100, 0, , HOLD",
    "1000, 0, 200, 100, 2, , ROLL_BACK",
  })
  void theNextReleaseIsHeldAgainstTheLiveOne(
      long liveRequests,
      long liveErrors,
      Double liveMillis,
      long nextRequests,
      long nextErrors,
      Double nextMillis,
      Comparison.Verdict verdict) {
    var live = load(liveRequests, liveErrors, liveMillis);
    var next = load(nextRequests, nextErrors, nextMillis);
    assertThat(BOTH.judge(live, next).verdict()).isEqualTo(verdict);
  }

  @Test
  void latencyCountsOnlyWhereItIsAskedFor() {
    var errorsOnly = new Comparison(Optional.of(0.0), Optional.empty(), "p99", 1);
    assertThat(errorsOnly.judge(load(1, 0, 1.0), load(1, 0, 900.0)).verdict())
        .isEqualTo(Comparison.Verdict.ADVANCE);
    var latencyOnly = new Comparison(Optional.empty(), Optional.of(2.0), "p99", 1);
    assertThat(latencyOnly.judge(load(1, 0, 1.0), load(1, 1, 2.0)).verdict())
        .isEqualTo(Comparison.Verdict.ADVANCE);
  }

  @Test
  void theReasonHasTheNumbers() {
    assertThat(BOTH.judge(load(1000, 5, 200.0), load(120, 6, 250.0)).reason())
        .isEqualTo(
            "more errors than the 1 percentage points over live that are allowed: next has 120"
                + " requests, 5 % errors, p99 250 ms, live has 1000 requests, 0.5 % errors, p99 200"
                + " ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p50", "p75.5", "p90", "p99", "p99.9"})
  void aPercentileIsTaken(String text) {
    assertThat(Comparison.isPercentile(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p49.9", "p100", "p99.99", "99", "P99", "p", "p9", "avg", "p99.", ""})
  void anythingElseIsNoPercentile(String text) {
    assertThat(Comparison.isPercentile(text)).isFalse();
  }

  @Test
  void aComparisonOfNothingIsNone() {
    assertThatThrownBy(() -> new Comparison(Optional.empty(), Optional.empty(), "p99", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RequestLoad load(long requests, long errors, Double millis) {
    return new RequestLoad(
        requests, errors, Optional.ofNullable(millis).map(value -> value / 1000));
  }
}
