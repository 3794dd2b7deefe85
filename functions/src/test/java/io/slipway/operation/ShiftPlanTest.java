package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.ServiceAddress;
import io.slipway.domain.SlotSize;
import io.slipway.domain.StrategyStep;
import io.slipway.domain.TrafficSplit;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftPlanTest {

  private static final List<StrategyStep> STEPS =
      List.of(
          new StrategyStep(10, Duration.ofSeconds(70), false),
          new StrategyStep(60, Duration.ofSeconds(50), true),
          new StrategyStep(100, Duration.ofMinutes(10), false));

  @Test
  void whatIsWrittenIsReadAgain() {
    var plan = plan(4, false);
    assertThat(Json.read(Json.tree(plan), ShiftPlan.class)).isEqualTo(plan);
  }

  @Test
  void eachStepBeginsWhereTheOneBeforeEnded() {
    var plan = plan(4, false);
    assertThat(plan.before(0)).isEqualTo(TrafficSplit.ALL_LIVE);
    assertThat(plan.before(1)).isEqualTo(plan.during(0));
    assertThat(plan.during(2)).isEqualTo(TrafficSplit.ALL_IDLE);
    assertThat(plan.isLast(1)).isFalse();
    assertThat(plan.isLast(2)).isTrue();
  }

  @Test
  void thePreviewShowsWhatCustomersDoNotHave() {
    var plan = plan(4, false);
    assertThat(plan.customers(TrafficSplit.ALL_LIVE)).hasToString("shop-prod1 100, shop-prod2 0");
    assertThat(plan.preview(TrafficSplit.ALL_LIVE)).hasToString("shop-prod1 0, shop-prod2 100");
  }

  @ParameterizedTest
  @CsvSource({"4, false, 4, 4", "4, false, 7, 7", "4, false, 2, 4", "4, true, 7, 4"})
  void theNextReleaseGetsAsManyTasksAsTheLoadHasGivenTheLiveOne(
      int planned, boolean fixed, int live, int tasks) {
    assertThat(plan(planned, fixed).tasksAtFull(live)).isEqualTo(tasks);
  }

  @Test
  void theRangeOfTheLiveSlotGoesWithTheRole() {
    assertThat(plan(4, false).liveRange()).contains(new ScalingRange(2, 4));
  }

  private static ShiftPlan plan(int tasks, boolean fixed) {
    return new ShiftPlan(
        slot(Place.PROD1, "1.0.0", new SlotSize(2, Optional.of(new ScalingRange(2, 4)))),
        slot(Place.PROD2, "2.0.1", new SlotSize(1, Optional.of(new ScalingRange(1, 4)))),
        release("2.0.1"),
        STEPS,
        tasks,
        fixed,
        Duration.ofSeconds(60),
        List.of("shop-5xx"));
  }

  private static ShiftPlan.Slot slot(Place place, String version, SlotSize size) {
    return new ShiftPlan.Slot(
        place,
        new ServiceAddress(
            "production",
            "shop-" + place,
            "arn:aws:elasticloadbalancing:r:1:targetgroup/shop-" + place + "/0a",
            "rule",
            Optional.of("preview"),
            "app",
            "https://shop",
            "stack"),
        Optional.of(release(version)),
        size);
  }

  private static Release release(String version) {
    return new Release(
        new ImageTag(version),
        new ImageDigest("sha256:" + "0".repeat(64)),
        1,
        "arn:aws:ecs:r:1:task-definition/shop:1",
        Instant.parse("2026-11-21T12:00:00Z"),
        "op-1",
        Optional.empty());
  }
}
