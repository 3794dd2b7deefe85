package io.slipway.local.story;

import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Phase;
import org.junit.jupiter.api.Test;

/** What callers tell a shift to do. */
final class ControlTest extends ProductionStory {

  @Test
  void aFullPromotionMovesAllTrafficAtOnceAndIsJudgedOnce() {
    var run =
        production.canaryShift(
            steps(step(10, ofDays(1)), step(20, ofDays(1)), step(60, ofDays(1))));
    production.runUntil(TEN_PERCENT);

    told(run, "promote", nothing().put("full", true), 202);
    scenario.runFor(ofMinutes(5));

    assertThat(production.customers()).isEqualTo(ALL_NEXT);
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(run.steps())
        .contains("JudgeStep 10 % DONE", "CheckSlot 100 % DONE", "JudgeStep 100 % DONE")
        .noneMatch(step -> step.contains("20 %") || step.contains("60 %"));
    assertThat(production.liveVersion()).isEqualTo("2.0.1");
  }

  @Test
  void aPausedShiftIsPromotedInFull() {
    var run = production.canaryShift(steps(step(10, ofDays(1)), step(60, ofDays(1))));
    production.runUntil(TEN_PERCENT);
    production.tell(run, "pause");
    scenario.runUntil(() -> run.operation().phase() == Phase.HOLDING);
    told(run, "promote", nothing().put("full", true), 202);
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aFullPromotionOfASickReleaseBringsTrafficBackFromTheStepItWasAt() {
    var run = production.canaryShift(steps(step(10, ofDays(1)), step(60, ofDays(1))));
    production.runUntil(TEN_PERCENT);
    scenario.account().makeUnhealthy(Production.NAME, "2.0.1", 1);
    scenario.runFor(ofSeconds(100));
    told(run, "promote", nothing().put("full", true), 202);
    assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
  }

  @Test
  void aFullPromotionThatCannotBeMadeGoesBackFromTheStepItWasAt() {
    var run = production.canaryShift(steps(step(10, ofDays(1)), step(60, ofDays(1))));
    production.runUntil(TEN_PERCENT);
    scenario.account().calls().inject(Faults.refusing("ModifyRule", "ShiftTraffic"));
    told(run, "promote", nothing().put("full", true), 202);
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
  }

  @Test
  void fullIsForPromoteOnly() {
    var run = production.canaryShift();
    production.runUntil(TEN_PERCENT);
    assertThat(told(run, "pause", nothing().put("full", true), 400))
        .contains("full: is allowed for promote only");
    run.finish();
  }

  @Test
  void aShiftAtWorkCannotBePausedAndSaysWhatApplies() {
    var request = Production.seed();
    request.putObject("scale").put("desired", 30);
    var run = production.canaryShift(request);
    scenario.runFor(ofSeconds(15));
    assertThat(told(run, "pause", nothing(), 409))
        .contains("cannot pause now: waiting for 2.0.1 (prod1)", "what applies: abort");
    production.tell(run, "abort");
    run.finish();
    assertThat(told(run, "promote", nothing(), 409)).contains("ended as ABORTED");
    assertThat(told(run, "abort", nothing(), 200)).contains("nothing to abort");
  }

  @Test
  void promoteEndsABakeAndOnlyThat() {
    var run = production.canaryShift(steps(step(10, ofDays(1)), step(60, ofDays(1))));
    production.runUntil(TEN_PERCENT);
    production.tell(run, "promote");
    production.runUntil(SIXTY_PERCENT);
    scenario.runFor(ofMinutes(30));
    assertThat(production.customers()).isEqualTo(SIXTY_PERCENT);
    production.tell(run, "promote");
    production.runUntil(ALL_NEXT);
    production.tell(run, "promote");
    run.finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(run.message()).doesNotContain("could not");
  }

  @Test
  void aPausedShiftStaysUntilItIsResumedAndThenIsWatchedAgain() {
    var run = production.canaryShift();
    production.runUntil(TEN_PERCENT);
    production.tell(run, "pause");
    scenario.runFor(ofDays(2));
    assertThat(production.customers()).isEqualTo(TEN_PERCENT);
    assertThat(run.operation().waitingFor().orElseThrow()).contains("paused");

    production.tell(run, "resume");
    scenario.runFor(ofSeconds(68));
    assertThat(production.customers()).isEqualTo(TEN_PERCENT);
    run.finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }
}
