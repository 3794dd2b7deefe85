package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.RUNNING;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Phase;
import io.slipway.local.account.Fault;
import io.slipway.local.asl.ExecutionStatus;
import io.slipway.local.asl.Status;
import io.slipway.local.lambda.LambdaResult;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shifts that are too long for the history of one execution. */
final class ContinueShiftTest {

  private static final int MOST_EVENTS = 2_000;
  private static final String ALL_LIVE = "prod1 0, prod2 100";
  private static final String TEN_PERCENT = "prod1 10, prod2 90";
  private static final String ALL_NEXT = "prod1 100, prod2 0";

  @Test
  void aHundredStepsGoOnFromExecutionToExecution() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var request = Production.body().put("bake", "1m");
      request.putObject("strategy").putObject("linear").put("step", 1).put("wait", "10s");

      var run = production.canaryShift(request).finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(run.steps())
          .filteredOn(step -> step.startsWith("ShiftTraffic"))
          .hasSize(100)
          .allMatch(step -> step.endsWith("DONE"));
      var parts = executions(scenario, run);
      assertThat(parts).hasSizeGreaterThan(2);
      assertThat(parts).allMatch(part -> part.status() == Status.SUCCEEDED);
      assertThat(parts)
          .allMatch(part -> events(scenario, part).size() < MOST_EVENTS / 2, "is short");
      for (int i = 0; i + 1 < parts.size(); i++) {
        assertThat(parts.get(i).output().orElseThrow().path("continuedIn").asText())
            .isEqualTo(parts.get(i + 1).name())
            .startsWith(run.id() + "-p" + (i + 2) + "-");
      }
      assertThat(run.operation().execution()).isEqualTo(parts.getLast().name());
      assertThat(scenario.events(Production.NAME)).contains("CONTINUED", "SUCCEEDED");
    }
  }

  @Test
  void whatTheMachineCountsIsTheLengthOfItsHistory() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, production.canaryShift(days()));
      untilPart(scenario, production, run, 2);
      var first = executions(scenario, run).getFirst();
      assertThat(events(scenario, first).size()).isCloseTo(700, within(35));
      production.tell(run, "abort");
      run.finish();
    }
  }

  @Test
  void aShiftCanBePausedAndResumedAsOftenAsOneLikes() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, production.canaryShift(days()));
      for (int i = 0; i < 300; i++) {
        pauseAndResume(scenario, production, run);
      }
      assertThat(production.customers()).isEqualTo(TEN_PERCENT);
      production.tell(run, "promote");
      production.runUntil(ALL_NEXT);
      production.tell(run, "promote");
      run.finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      var parts = executions(scenario, run);
      assertThat(parts).hasSizeGreaterThan(5);
      assertThat(parts).allMatch(part -> events(scenario, part).size() < MOST_EVENTS, "is short");
    }
  }

  @Test
  void aSwapGoesOnAsWell() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, swapOfDays(scenario));
      untilPart(scenario, production, run, 3);
      production.tell(run, "promote");
      run.finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(production.customers()).isEqualTo(ALL_NEXT);
      assertThat(executions(scenario, run)).hasSize(3);
    }
  }

  @Test
  void anAbortInALaterPartBringsTrafficBackAtOnce() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, production.canaryShift(days()));
      untilPart(scenario, production, run, 2);
      production.tell(run, "abort");
      scenario.runFor(ofSeconds(5));

      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(ABORTED);
    }
  }

  @Test
  void anAlarmInALaterPartBringsTrafficBackAtOnce() {
    try (var scenario = Scenario.begin()) {
      var production = AlarmTest.watched(scenario);
      var request = AlarmTest.watching(days());
      var run = baking(scenario, production, production.canaryShift(request));
      untilPart(scenario, production, run, 2);
      production.alarm("cats-5xx", "ALARM");
      scenario.runFor(ofSeconds(5));

      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
    }
  }

  @Test
  void aLaterPartThatIsStoppedIsPutBackAndCannotBeRedriven() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, production.canaryShift(days()));
      untilPart(scenario, production, run, 2);
      var second = executions(scenario, run).getLast();
      scenario.slipway().machines().stop(second.executionArn(), "Stopped", "by hand");
      scenario.runFor(ofSeconds(10));
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(ROLLED_BACK);

      var redriven = scenario.slipway().machines().redrive(second.executionArn());
      scenario.runFor(ofMinutes(30));
      assertThat(status(scenario, redriven).status()).isEqualTo(Status.FAILED);
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
    }
  }

  @Test
  void theEndOfAnEarlierPartIsNoEndOfTheOperation() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, production.canaryShift(days()));
      untilPart(scenario, production, run, 2);
      var first = executions(scenario, run).getFirst();
      var ended = nothing();
      ended
          .putObject("detail")
          .put("name", first.name())
          .put("status", "SUCCEEDED")
          .put("input", first.input().toString());
      for (var function : List.of("Sweep", "AnnounceEnd", "StartQueued")) {
        assertThat(scenario.slipway().functions().invoke(function, ended)).isDone();
      }
      // as the first part's Recover would, had its last task been lost after all was written
      var late = nothing().put("operationId", run.id()).put("attempt", 1);
      late.put("execution", first.name()).putObject("problem").put("aborted", false);
      scenario.startedByHand("recover", run.id(), late);
      scenario.runFor(ofDays(1));

      assertThat(run.outcome()).isEqualTo(RUNNING);
      assertThat(production.customers()).isEqualTo(TEN_PERCENT);
      production.tell(run, "abort");
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(ABORTED);
    }
  }

  /** The name of the first execution is free again 90 days after that has ended. */
  @Test
  void aShiftThatGoesOnElsewhereDoesNotBeginAgain() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, production.canaryShift(days()));
      untilPart(scenario, production, run, 2);
      var input = nothing().put("operationId", run.id()).put("executionArn", "arn:of:another");
      input.set("request", days());
      assertThat(scenario.slipway().functions().invoke("StartCanaryShift", input))
          .isCompletedWithValueMatching(
              result ->
                  result instanceof LambdaResult.Failed failed
                      && failed.errorType().equals("io.slipway.domain.OperationSuperseded"));
      production.tell(run, "abort");
      run.finish();
    }
  }

  @Test
  void whoeverForgesAContinuationIsRefusedAndChangesNothing() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, production.canaryShift(days()));
      var input = nothing().put("operationId", run.id());
      forged(scenario, "canary-shift", run.id() + "-p2", input);
      forged(scenario, "canary-shift", "other", nothing().put("operationId", "no-such"));
      forged(scenario, "canary-shift", "third", nothing().put("operationId", "x".repeat(5_000)));
      untilPart(scenario, production, run, 2);
      forged(scenario, "swap", run.operation().execution(), input);
      forged(scenario, "canary-shift", run.id() + "-p3", input);
      assertThat(run.outcome()).isEqualTo(RUNNING);
      assertThat(production.customers()).isEqualTo(TEN_PERCENT);

      untilPart(scenario, production, run, 3);
      production.tell(run, "promote");
      production.runUntil(ALL_NEXT);
      production.tell(run, "promote");
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void aNextPartThatDidNotStartIsStartedByTheSweeper() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, production.canaryShift(days()));
      scenario.account().calls().inject(Faults.refusing("StartExecution", "ContinueShift"));
      untilPart(scenario, production, run, 2);
      scenario.runFor(ofMinutes(15));
      scenario.account().calls().inject(Fault.NONE);
      assertThat(executions(scenario, run))
          .extracting(ExecutionStatus::status)
          .containsExactly(Status.FAILED, Status.RUNNING);
      assertThat(run.outcome()).isEqualTo(RUNNING);
      assertThat(production.customers()).isEqualTo(TEN_PERCENT);

      scenario.runUntil(() -> run.operation().phase() != Phase.WORKING);
      production.tell(run, "abort");
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(ABORTED);
    }
  }

  @Test
  void anOperationThatCannotRecordItsNextPartIsPutBack() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = baking(scenario, production, production.canaryShift(days()));
      scenario.account().calls().inject(Faults.refusingTransactionsOf("ContinueShift"));
      for (int i = 0; run.operation().recovery().isEmpty() && i < 60; i++) {
        scenario.call("POST", "/operations/" + run.id() + "/pause", nothing());
        scenario.runFor(ofSeconds(5));
        scenario.call("POST", "/operations/" + run.id() + "/resume", nothing());
        scenario.runFor(ofSeconds(5));
      }
      scenario.account().calls().inject(Fault.NONE);
      run.finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(executions(scenario, run)).hasSize(1);
    }
  }

  /** One canary step that is watched for days, and all traffic after it likewise. */
  private static ObjectNode days() {
    return steps(step(10, ofDays(14))).put("bake", "14d");
  }

  static Run swapOfDays(Scenario scenario) {
    return scenario.asked(
        "POST", "/stacks/swapProdBlueAndGreen", Production.body().put("bake", "14d"));
  }

  static Run baking(Scenario scenario, Production production, Run run) {
    scenario.runUntil(() -> run.operation().phase() == Phase.BAKING);
    assertThat(production.customers()).isNotEqualTo(ALL_LIVE);
    return run;
  }

  /** Pauses and resumes it until it goes on in its execution of this number. */
  static void untilPart(Scenario scenario, Production production, Run run, int part) {
    while (run.operation().part() < part) {
      pauseAndResume(scenario, production, run);
    }
  }

  private static void pauseAndResume(Scenario scenario, Production production, Run run) {
    production.tell(run, "pause");
    scenario.runUntil(() -> run.operation().phase() == Phase.HOLDING);
    scenario.runFor(ofSeconds(1));
    production.tell(run, "resume");
    scenario.runUntil(() -> run.operation().phase() == Phase.BAKING);
    scenario.runFor(ofSeconds(1));
  }

  private static void forged(Scenario scenario, String machine, String name, JsonNode input) {
    scenario.startedByHand(machine, name, input);
    scenario.runFor(ofMinutes(1));
    var forged =
        scenario.slipway().machines().list().stream()
            .filter(one -> one.name().equals(name) && one.machineArn().endsWith(machine))
            .findFirst()
            .orElseThrow();
    assertThat(forged.status()).isEqualTo(Status.FAILED);
    assertThat(forged.error()).contains("io.slipway.domain.OperationSuperseded");
    assertThat(forged.cause().orElseThrow()).contains("does not expect this execution");
  }

  /** Those of the operation itself, in their order. */
  private static List<ExecutionStatus> executions(Scenario scenario, Run run) {
    return scenario.slipway().machines().list().stream()
        .filter(one -> one.name().startsWith(run.id()))
        .filter(one -> !one.machineArn().endsWith("-recover"))
        .sorted(Comparator.comparing(ExecutionStatus::startedAt))
        .toList();
  }

  private static ExecutionStatus status(Scenario scenario, ExecutionStatus execution) {
    return scenario.slipway().machines().describe(execution.executionArn()).orElseThrow();
  }

  private static List<?> events(Scenario scenario, ExecutionStatus execution) {
    return scenario.slipway().machines().history(execution.executionArn());
  }
}
