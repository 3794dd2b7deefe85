package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

  @ParameterizedTest
  @CsvSource({
    "PT336H, 14 days",
    "PT1M, 1 minute",
    "PT90M, 1 hour 30 minutes",
    "PT25H1S, 1 day 1 hour 1 second",
    "PT0S, 0 seconds",
  })
  void aDurationIsToldInTheUnitsThatItHas(Duration duration, String text) {
    assertThat(Span.of(duration)).isEqualTo(text);
  }
}
