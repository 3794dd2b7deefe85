package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {

  private static final String ONE = "arn:aws:elasticloadbalancing:r:1:targetgroup/shop-prod1/0a";
  private static final String TWO = "arn:aws:elasticloadbalancing:r:1:targetgroup/shop-prod2/0b";

  @Test
  void aSplitSumsToOneHundred() {
    assertThat(Weights.split(ONE, TWO, new TrafficSplit(10)))
        .isEqualTo(Weights.of(Map.of(ONE, 90, TWO, 10)))
        .hasToString("shop-prod1 90, shop-prod2 10");
  }

  @Test
  void aGroupThatHasAllTrafficIsTheOnlyOne() {
    assertThat(Weights.split(ONE, TWO, TrafficSplit.ALL_LIVE).only(ONE)).isTrue();
    assertThat(Weights.split(ONE, TWO, TrafficSplit.ALL_LIVE).only(TWO)).isFalse();
    assertThat(Weights.split(ONE, TWO, new TrafficSplit(1)).only(ONE)).isFalse();
    assertThat(Weights.of(Map.of()).only(ONE)).isFalse();
  }

  @Test
  void aGroupThatTheRuleDoesNotNameHasNoWeight() {
    assertThat(Weights.of(Map.of(ONE, 1)).of(TWO)).isZero();
    assertThat(Weights.of(Map.of())).hasToString("no target group");
  }
}
