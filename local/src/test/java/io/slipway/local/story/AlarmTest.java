package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.RUNNING;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Phase;
import io.slipway.local.account.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What a watched alarm does to an operation. 1.0.0 is live in prod2, 2.0.1 waits in prod1. */
final class AlarmTest {

  private static final String ALARM = "cats-5xx";
  private static final String ALL_LIVE = "prod1 0, prod2 100";
  private static final String TEN_PERCENT = "prod1 10, prod2 90";
  private static final Duration AT_ONCE = ofSeconds(5);

  @Test
  void anAlarmDuringABakeOfDaysBringsTrafficBackWithinSeconds() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      var run = production.canaryShift(watching(steps(step(10, ofDays(14)))));
      production.runUntil(TEN_PERCENT);
      scenario.runFor(ofDays(2));

      production.alarm(ALARM, "ALARM");
      scenario.runFor(AT_ONCE);

      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      run.finish();
      assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
      assertThat(run.message())
          .contains("alarm cats-5xx went to ALARM at ", "set at /local/alarms");
      assertThat(run.steps()).contains("JudgeStep 10 % FAILED");
      assertThat(scenario.events(Production.NAME)).containsOnlyOnce("ALARM");
    }
  }

  @Test
  void anAlarmThatIsOverAgainHasStillGoneOff() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      var run = production.canaryShift(watching(steps(step(10, ofDays(1)))));
      production.runUntil(TEN_PERCENT);
      production.alarm(ALARM, "ALARM");
      production.alarm(ALARM, "OK");
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
    }
  }

  @Test
  void anAlarmWhileTheShiftIsPausedBringsTrafficBack() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      var run = production.canaryShift(watching(steps(step(10, ofDays(1)))));
      production.runUntil(TEN_PERCENT);
      production.tell(run, "pause");
      scenario.runFor(ofDays(3));
      production.alarm(ALARM, "ALARM");
      scenario.runFor(AT_ONCE);
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
    }
  }

  @Test
  void anAlarmWhileAPersonIsWaitedForBringsTrafficBack() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      var approved = step(60, ofSeconds(50)).put("approval", true);
      var run = production.canaryShift(watching(steps(step(10, ofSeconds(70)), approved)));
      scenario.runUntil(() -> run.operation().phase() == Phase.AWAITING_APPROVAL);
      production.alarm(ALARM, "ALARM");
      scenario.runFor(AT_ONCE);
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(run.finish().outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
      assertThat(run.steps()).contains("AwaitApproval 60 % FAILED");
    }
  }

  @Test
  void anAlarmBeforeTheFirstApprovalEndsTheShiftBeforeAnyTrafficMoves() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      var first = step(10, ofSeconds(50)).put("approval", true);
      var run = production.canaryShift(watching(steps(first)));
      scenario.runUntil(() -> run.operation().phase() == Phase.AWAITING_APPROVAL);
      production.alarm(ALARM, "ALARM");
      run.finish();
      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains(ALARM, "no traffic had moved");
    }
  }

  @Test
  void anAlarmWhileTheSlotIsScaledEndsTheShiftBeforeAnyTrafficMoves() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      var request = watching(Production.seed());
      request.putObject("scale").put("desired", 30);
      var run = production.canaryShift(request);
      scenario.runFor(ofSeconds(15));
      production.alarm(ALARM, "ALARM");
      run.finish();
      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains(ALARM, "no traffic had moved");
      assertThat(run.steps()).contains("CheckSlot 10 % FAILED");
    }
  }

  @Test
  void anAlarmBetweenTheShiftAndItsTokenIsNotLost() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      goesOffBefore(scenario, "Bake", "UpdateItem");
      var run = production.canaryShift(watching(steps(step(10, ofDays(1)))));
      production.runUntil(TEN_PERCENT);
      scenario.runFor(AT_ONCE);
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
    }
  }

  @Test
  void anAlarmWhoseEventIsLateIsSeenRightAfterTheTokenWasLeft() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      goesOffBefore(scenario, "Bake", "DescribeAlarms");
      var run = production.canaryShift(watching(steps(step(10, ofDays(1)))));
      run.finish();
      assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
      assertThat(run.message()).contains("alarm cats-5xx is in ALARM");
      assertThat(scenario.events(Production.NAME)).containsOnlyOnce("ALARM");
    }
  }

  @Test
  void aSwapIsWatchedByAlarmsToo() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      var run = swap(scenario);
      production.runUntil("prod1 100, prod2 0");
      production.alarm(ALARM, "ALARM");
      scenario.runFor(AT_ONCE);
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
      assertThat(production.liveVersion()).isEqualTo("1.0.0");
      var refused =
          scenario.call("POST", "/stacks/swapProdBlueAndGreen", watching(Production.body()));
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("alarm cats-5xx is in ALARM");
    }
  }

  @Test
  void anAlarmThatNobodyWatchesReadsNoOperation() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      production.alarm("another", "OK");
      var run = production.canaryShift(watching(Production.seed()));
      production.runUntil(TEN_PERCENT);
      production.alarm("another", "ALARM");
      scenario.runFor(ofSeconds(2));
      assertThat(
              scenario.account().calls().list().stream()
                  .filter(call -> call.caller().function().equals("AlarmRaised"))
                  .map(call -> call.operation()))
          .containsOnly("Query");
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void anEventOfAnAlarmThatWasOverBeforeTheShiftBeganChangesNothing() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      var run = production.canaryShift(watching(steps(step(10, ofMinutes(5)))));
      production.runUntil(TEN_PERCENT);
      var late = Scenario.sample("alarm/AlarmRaised.json").put("time", "2020-01-01T00:00:00Z");
      assertThat(scenario.slipway().functions().invoke("AlarmRaised", late)).isDone();
      assertThat(run.operation().state()).isEqualTo(RUNNING);
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void anAbortComesBeforeAnAlarm() {
    try (var scenario = Scenario.begin()) {
      var production = watched(scenario);
      var run = production.canaryShift(watching(steps(step(10, ofDays(1)))));
      production.runUntil(TEN_PERCENT);
      production.tell(run, "abort");
      production.alarm(ALARM, "ALARM");
      assertThat(run.finish().outcome()).isEqualTo(ABORTED);
    }
  }

  static Production watched(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    production.alarm(ALARM, "OK");
    return production;
  }

  static ObjectNode watching(ObjectNode request) {
    request.putArray("alarms").add(ALARM);
    return request;
  }

  static Run swap(Scenario scenario) {
    return scenario.asked("POST", "/stacks/swapProdBlueAndGreen", watching(Production.body()));
  }

  /** The alarm goes off just before the function makes this call for the first time. */
  static void goesOffBefore(Scenario scenario, String function, String call) {
    scenario
        .account()
        .calls()
        .inject(
            Faults.before(
                call,
                function,
                () -> {
                  scenario.account().calls().inject(Fault.NONE);
                  scenario
                      .slipway()
                      .clients()
                      .get(CloudWatchClient.class)
                      .setAlarmState(
                          set ->
                              set.alarmName(ALARM)
                                  .stateValue(StateValue.ALARM)
                                  .stateReason("by a test"));
                }));
  }
}
