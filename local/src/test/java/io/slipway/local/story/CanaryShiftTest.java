package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.NEEDS_ATTENTION;
import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.RUNNING;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Phase;
import io.slipway.domain.Role;
import io.slipway.runtime.Json;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How traffic moves to the next release step by step, and how it comes back. In all of them 1.0.0
 * is live in prod2, and 2.0.1 waits in prod1.
 */
final class CanaryShiftTest {

  private static final String ALL_LIVE = "prod1 0, prod2 100";
  private static final String TEN_PERCENT = "prod1 10, prod2 90";
  private static final String SIXTY_PERCENT = "prod1 60, prod2 40";
  private static final String ALL_NEXT = "prod1 100, prod2 0";

  @Test
  void aHealthyCanaryMovesAllTrafficAndTheSlotsChangeRoles() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var customersUrl = production.slot(Role.LIVE).address().url();

      var run = production.canaryShift();
      production.runUntil(TEN_PERCENT);
      assertThat(run.operation().waitingFor().orElseThrow())
          .startsWith("10 % of the traffic goes to 2.0.1 (prod1); watching it until ");
      scenario.runFor(ofSeconds(68));
      assertThat(production.customers()).isEqualTo(TEN_PERCENT);
      production.runUntil(SIXTY_PERCENT);
      scenario.runFor(ofSeconds(48));
      assertThat(production.customers()).isEqualTo(SIXTY_PERCENT);
      production.runUntil(ALL_NEXT);
      scenario.runFor(ofSeconds(1));
      assertThat(production.liveVersion()).isEqualTo("2.0.1");
      assertThat(production.preview()).isEqualTo("prod1 0, prod2 100");
      assertThat(production.targets()).isEqualTo(Map.of("prod1", 2, "prod2", 2));

      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(run.message())
          .isEqualTo(
              "all traffic goes to 2.0.1 (prod1); 1.0.0 (prod2) is idle, and POST /stacks/rollback"
                  + " with environment prod goes back to it");
      scenario.runFor(ofMinutes(5));
      assertThat(production.targets()).isEqualTo(Map.of("prod1", 2, "prod2", 1));
      assertThat(production.slot(Role.LIVE).address().url()).isEqualTo(customersUrl);
      assertThat(scenario.events(Production.NAME))
          .contains("ShiftTraffic 10 % RUNNING", "ShiftTraffic 10 % DONE", "JudgeStep 60 % DONE");
      assertThat(scenario.get("/operations/" + run.id()).get("steps"))
          .filteredOn(step -> step.get("state").asText().equals("ShiftTraffic"))
          .extracting(step -> Json.readOwn(step.at("/details/weights").toString(), Map.class))
          .containsExactly(
              Map.of("prod1", 10, "prod2", 90),
              Map.of("prod1", 60, "prod2", 40),
              Map.of("prod1", 100, "prod2", 0));
    }
  }

  @Test
  void aLinearStrategyMovesTrafficInEqualSteps() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var request = Production.body().put("bake", "1m");
      request.putObject("strategy").putObject("linear").put("step", 40).put("wait", "5m");

      var run = production.canaryShift(request);
      production.runUntil("prod1 40, prod2 60");
      scenario.runFor(ofSeconds(298));
      assertThat(production.customers()).isEqualTo("prod1 40, prod2 60");
      production.runUntil("prod1 80, prod2 20");
      run.finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(run.steps())
          .filteredOn(step -> step.startsWith("ShiftTraffic"))
          .containsExactly(
              "ShiftTraffic 40 % DONE", "ShiftTraffic 80 % DONE", "ShiftTraffic 100 % DONE");
    }
  }

  @Test
  void flawC3_aSickCanaryLeavesAllTrafficOnLive() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var before = scenario.inventory(Production.NAME);

      var run = production.canaryShift();
      production.runUntil(TEN_PERCENT);
      scenario.runFor(ofSeconds(30));
      assertThat(scenario.account().makeUnhealthy(Production.NAME, "2.0.1", 1)).isEqualTo(1);
      run.finish();

      assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
      assertThat(run.message())
          .contains("is unhealthy", "Health checks failed", "all traffic goes to 1.0.0 (prod2)");
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(scenario.inventory(Production.NAME)).isEqualTo(before);
    }
  }

  @Test
  void aTaskThatDiedUnderTrafficCountsThoughEcsHasReplacedIt() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");

      var run = production.canaryShift();
      production.runUntil(ALL_NEXT);
      scenario.account().makeUnhealthy(Production.NAME, "2.0.1", 1);
      run.finish();

      assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
      assertThat(run.message()).contains("a task of 2.0.1 (prod1) died", "health checks");
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(production.liveVersion()).isEqualTo("1.0.0");
    }
  }

  @Test
  void flawC16_anAlarmThatGoesOffEndsTheShift() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      production.alarm("cats-5xx", "OK");
      var request = Production.seed();
      request.putArray("alarms").add("cats-5xx");

      var run = production.canaryShift(request);
      production.runUntil(TEN_PERCENT);
      production.alarm("cats-5xx", "ALARM");
      run.finish();

      assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
      assertThat(run.message()).contains("alarm cats-5xx went to ALARM at ");
      assertThat(production.customers()).isEqualTo(ALL_LIVE);

      var refused = scenario.call("POST", "/stacks/canaryShift", request);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("alarm cats-5xx is in ALARM");
      request.putArray("alarms").add("no-such-alarm");
      assertThat(scenario.call("POST", "/stacks/canaryShift", request).text())
          .contains("alarm no-such-alarm does not exist");
    }
  }

  @Test
  void weightsThatSomebodyElseChangedAreLeftAlone() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");

      var run = production.canaryShift();
      production.runUntil(TEN_PERCENT);
      production.changeByHand(50);
      run.finish();

      assertThat(run.outcome()).isEqualTo(NEEDS_ATTENTION);
      assertThat(run.message())
          .contains("somebody else has changed the weights", "Cats-prod1 50, Cats-prod2 50");
      assertThat(production.customers()).isEqualTo("prod1 50, prod2 50");
      assertThat(production.targets()).isEqualTo(Map.of("prod1", 2, "prod2", 2));

      var refused = scenario.call("POST", "/stacks/canaryShift", Production.seed());
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text())
          .contains("needs-attention", run.id(), "POST /operations/" + run.id() + "/resume");
    }
  }

  @Test
  void whoeverResumesMaySayThatSuchWeightsAreOverwritten() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift();
      production.runUntil(TEN_PERCENT);
      production.changeByHand(50);
      run.finish();
      assertThat(run.message()).contains("resume with {\"drift\": \"overwrite\"}");
      var path = "/operations/" + run.id() + "/resume";
      var wrong = scenario.call("POST", path, Production.nothing().put("drift", "adopt"));
      assertThat(wrong.status()).isEqualTo(400);

      var answer = scenario.call("POST", path, Production.nothing().put("drift", "overwrite"));
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      run.finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
      assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
      assertThat(scenario.call("GET", "/events?applicationName=Cats", Production.nothing()).text())
          .contains(
              "over weights that somebody has set by hand",
              "are overwritten as was asked for, Cats-prod1 50, Cats-prod2 50");
    }
  }

  @Test
  void aSlotThatSomebodyElseGaveTrafficKeepsItsTasks() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var larger = steps(step(90, ofSeconds(60)));
      larger.putObject("scale").put("desired", 4);
      var run = production.canaryShift(larger);
      scenario.runUntil(() -> production.scaling().get("prod1").startsWith("4 "));
      production.changeByHand(50);
      production.tell(run, "abort");
      run.finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(NEEDS_ATTENTION);
      assertThat(run.message()).contains("so it keeps its 4 tasks", "{\"drift\": \"overwrite\"}");
      assertThat(production.customers()).isEqualTo("prod1 50, prod2 50");
      assertThat(production.scaling().get("prod1")).startsWith("4 ");

      var overwrite = Production.nothing().put("drift", "overwrite");
      scenario.call("POST", "/operations/" + run.id() + "/resume", overwrite);
      production.runUntil(ALL_LIVE);
      scenario.runFor(ofSeconds(10));
      assertThat(production.scaling().get("prod1")).as("until it is drained").startsWith("4 ");
      run.finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(ABORTED);
      assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
      assertThat(production.scaling().get("prod1")).startsWith("2 ");
    }
  }

  @Test
  void weightsOfAShiftThatNeedsNobodyAreNotOverwritten() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift(steps(step(20, ofDays(14))));
      production.runUntil("prod1 20, prod2 80");
      production.tell(run, "pause");
      scenario.runUntil(() -> run.operation().phase() == Phase.HOLDING);
      var answer =
          scenario.call(
              "POST",
              "/operations/" + run.id() + "/resume",
              Production.nothing().put("drift", "overwrite"));
      assertThat(answer.status()).isEqualTo(400);
      production.tell(run, "abort");
      run.finish();
    }
  }

  @Test
  void anAbortBringsTrafficBackAtOnceWhateverTheBake() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");

      var run = production.canaryShift(steps(step(20, ofDays(14))));
      production.runUntil("prod1 20, prod2 80");
      scenario.runFor(ofDays(3));
      production.tell(run, "abort");
      scenario.runFor(ofSeconds(1));

      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      run.finish();
      assertThat(run.outcome()).isEqualTo(ABORTED);
      assertThat(run.message())
          .isEqualTo("aborted: a caller asked to abort; all traffic goes to 1.0.0 (prod2)");
    }
  }

  @Test
  void flawC1_anAbortAfterTheRolesChangedPutsThemAndThePreviewBack() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");

      var run = production.canaryShift();
      production.runUntil(ALL_NEXT);
      scenario.runFor(ofMinutes(2));
      assertThat(production.liveVersion()).isEqualTo("2.0.1");
      production.tell(run, "abort");
      run.finish();

      assertThat(run.outcome()).isEqualTo(ABORTED);
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(production.preview()).isEqualTo(ALL_NEXT);
      assertThat(production.liveVersion()).isEqualTo("1.0.0");
    }
  }

  @Test
  void promoteEndsABakeAndOnlyThat() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");

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
  }

  @Test
  void aPausedShiftStaysUntilItIsResumedAndThenIsWatchedAgain() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");

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

  @Test
  void aStepWithApprovalWaitsForIt() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var approved = step(60, ofSeconds(50)).put("approval", true);

      var run = production.canaryShift(steps(step(10, ofSeconds(70)), approved));
      production.runUntil(TEN_PERCENT);
      scenario.runFor(ofDays(3));
      assertThat(production.customers()).isEqualTo(TEN_PERCENT);
      assertThat(run.operation().waitingFor().orElseThrow()).startsWith("approve or abort");
      assertThat(
              scenario
                  .call("POST", "/operations/" + run.id() + "/promote", Production.nothing())
                  .status())
          .isEqualTo(409);

      production.tell(run, "approve");
      production.runUntil(SIXTY_PERCENT);
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void anApprovalThatNobodyGivesExpires() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var approved = step(60, ofSeconds(50)).put("approval", true);

      var run = production.canaryShift(steps(step(10, ofSeconds(70)), approved));
      scenario.runFor(ofDays(13));
      assertThat(run.outcome()).isEqualTo(RUNNING);
      scenario.runFor(ofDays(2));

      assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
      assertThat(run.message()).contains("nobody approved within 14 days");
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
    }
  }

  @Test
  void aShiftWhoseAnswerIsLostIsMadeOnce() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var made = new AtomicInteger();
      scenario.account().calls().inject(Faults.losing("ModifyRule", made));

      var run = production.canaryShift().finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(made.get()).as("three of customers, one of the preview").isEqualTo(4);
    }
  }

  @Test
  void aShiftThatAwsRefusesLeavesAllAsItWas() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var before = production.targets();
      scenario.account().calls().inject(Faults.refusing("ModifyRule"));

      var run = production.canaryShift().finish();

      assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
      assertThat(run.message()).contains("cannot set the weights", "all traffic goes to 1.0.0");
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(production.targets()).isEqualTo(before);
      assertThat(run.steps()).contains("ShiftTraffic 10 % FAILED");
    }
  }

  @Test
  void flawA7_aSecondShiftIsToldWhichOperationIsInItsWay() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift();
      production.runUntil(TEN_PERCENT);

      var refused = scenario.call("POST", "/stacks/canaryShift", Production.seed());

      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("busy", run.id());
      run.finish();
    }
  }

  @Test
  void theConsoleStartsTheSameShift() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = scenario.startedByHand("canary-shift", "by-hand-1", Production.seed()).finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(production.liveVersion()).isEqualTo("2.0.1");
    }
  }

  @Test
  void anAbortWhileTheSlotIsScaledEndsItBeforeAnyTrafficMoves() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var before = production.scaling();
      var request = Production.seed();
      request.putObject("scale").put("desired", 30);

      var run = production.canaryShift(request);
      scenario.runFor(ofSeconds(15));
      assertThat(production.scaling()).isNotEqualTo(before);
      production.tell(run, "abort");
      run.finish();

      assertThat(run.outcome()).isEqualTo(ABORTED);
      assertThat(run.message()).isEqualTo("aborted: a caller asked to abort; no traffic had moved");
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(production.scaling()).isEqualTo(before);
    }
  }

  @Test
  void flawA18_autoscalingFollowsTheRolesOfTheSlots() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      assertThat(production.scaling()).containsEntry("prod2", "2 of 2..4");

      production.canaryShift().finish();

      assertThat(production.scaling())
          .containsEntry("prod1", "2 of 2..4")
          .containsEntry("prod2", "1 of 1..4");
    }
  }
}
