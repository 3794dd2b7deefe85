package io.slipway.local.story;

import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Role;
import io.slipway.runtime.Json;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How traffic moves to the next release step by step, and how it comes back. */
final class CanaryShiftTest extends ProductionStory {

  @Test
  void aHealthyCanaryMovesAllTrafficAndTheSlotsChangeRoles() {
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

  @Test
  void aLinearStrategyMovesTrafficInEqualSteps() {
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

  @Test
  void flawC3_aSickCanaryLeavesAllTrafficOnLive() {
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

  @Test
  void aTaskThatDiedUnderTrafficCountsThoughEcsHasReplacedIt() {
    var run = production.canaryShift();
    production.runUntil(ALL_NEXT);
    scenario.account().makeUnhealthy(Production.NAME, "2.0.1", 1);
    run.finish();

    assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
    assertThat(run.message()).contains("a task of 2.0.1 (prod1) died", "health checks");
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
    assertThat(production.liveVersion()).isEqualTo("1.0.0");
  }

  @Test
  void flawC16_anAlarmThatGoesOffEndsTheShift() {
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

  @Test
  void aShiftWhoseAnswerIsLostIsMadeOnce() {
    var made = new AtomicInteger();
    scenario.account().calls().inject(Faults.losing("ModifyRule", made));

    var run = production.canaryShift().finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(made.get()).as("three of customers, one of the preview").isEqualTo(4);
  }

  @Test
  void aShiftThatAwsRefusesLeavesAllAsItWas() {
    var before = production.targets();
    scenario.account().calls().inject(Faults.refusing("ModifyRule"));

    var run = production.canaryShift().finish();

    assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
    assertThat(run.message()).contains("cannot set the weights", "all traffic goes to 1.0.0");
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
    assertThat(production.targets()).isEqualTo(before);
    assertThat(run.steps()).contains("ShiftTraffic 10 % FAILED");
  }

  @Test
  void flawA7_aSecondShiftIsToldWhichOperationIsInItsWay() {
    var run = production.canaryShift();
    production.runUntil(TEN_PERCENT);

    var refused = scenario.call("POST", "/stacks/canaryShift", Production.seed());

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("busy", run.id());
    run.finish();
  }

  @Test
  void theConsoleStartsTheSameShift() {
    var run = scenario.startedByHand("canary-shift", "by-hand-1", Production.seed()).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(production.liveVersion()).isEqualTo("2.0.1");
  }

  @Test
  void flawA18_autoscalingFollowsTheRolesOfTheSlots() {
    assertThat(production.scaling()).containsEntry("prod2", "2 of 2..4");

    production.canaryShift().finish();

    assertThat(production.scaling())
        .containsEntry("prod1", "2 of 2..4")
        .containsEntry("prod2", "1 of 1..4");
  }
}
