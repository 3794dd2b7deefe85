package io.slipway.local.story;

import static io.slipway.local.story.Asked.IDLE;
import static io.slipway.local.story.Asked.createCats;
import static io.slipway.local.story.Asked.creation;
import static io.slipway.local.story.Asked.deleteCats;
import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.Asked.swap;
import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.OperationState;
import io.slipway.domain.Phase;
import io.slipway.domain.Place;
import io.slipway.local.account.Fault;
import io.slipway.local.asl.ExecutionStatus;
import io.slipway.local.asl.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Situations in which something comes between: an abort between two steps, stacks that
 * CloudFormation cannot make or delete, a machine that does not start, or that somebody stops.
 */
final class Interruptions {

  private Interruptions() {}

  /** An abort that is asked for just before a wait begins is found by who begins to wait. */
  static void abortsBetweenTwoSteps(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    var approved = steps(step(10, Duration.ofMinutes(5)), step(60, Duration.ofMinutes(5)));
    ((ObjectNode) approved.path("strategy").get(1)).put("approval", true);
    aborted(scenario, production.canaryShift(approved), "JudgeStep", "TransactWriteItems");
    aborted(scenario, production.canaryShift(), "ShiftTraffic", "TransactWriteItems");
    aborted(scenario, production.swap(), "SwapRoles", "TransactWriteItems");
    for (var shift : List.<Supplier<Run>>of(production::canaryShift, production::swap)) {
      var paused = shift.get();
      scenario.runUntil(() -> paused.operation().phase() == Phase.BAKING);
      aborting(scenario, paused, "ControlOperation", "SendTaskSuccess");
      production.tell(paused, "pause");
      paused.finish();
    }
  }

  /** One aborted while a call that makes its rule is under way; two, one by hand, get through. */
  static void canariesWithARule(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    var aborted = production.canaryShift(CanaryRuleTest.routed());
    scenario.runUntil(() -> aborted.operation().phase() == Phase.BAKING);
    var rule = CanaryRuleTest.rules(scenario).getFirst();
    production.tell(aborted, "abort");
    scenario.runUntil(() -> CanaryRuleTest.rules(scenario).isEmpty());
    CanaryRuleTest.again(scenario, aborted, rule);
    scenario.runUntil(
        () ->
            aborted.steps().stream()
                .anyMatch(step -> step.startsWith("RestoreSlots ") && step.endsWith(" DONE")));
    CanaryRuleTest.again(scenario, aborted, rule);
    aborted.finish();
    succeeded(production.canaryShift(CanaryRuleTest.routed()).finish());
    succeeded(scenario.startedByHand("canary-shift", "by-hand", CanaryRuleTest.routed()).finish());
  }

  /** By the event, and between the beginning of each kind of wait and the event. */
  static void alarmsThatGoOff(Scenario scenario) {
    var production = AlarmTest.watched(scenario);
    var approved = steps(step(10, Duration.ofMinutes(5)), step(60, Duration.ofMinutes(5)));
    ((ObjectNode) approved.path("strategy").get(1)).put("approval", true);
    Supplier<Run> canary = () -> production.canaryShift(AlarmTest.watching(approved.deepCopy()));
    for (var shift : List.of(canary, () -> AlarmTest.swap(scenario))) {
      for (var function : List.of("Bake", "HoldShift", "AwaitApproval")) {
        production.alarm("cats-5xx", "OK");
        var run = shift.get();
        AlarmTest.goesOffBefore(scenario, function, "DescribeAlarms");
        if (function.equals("HoldShift")) {
          scenario.runUntil(() -> run.operation().phase() == Phase.BAKING);
          production.tell(run, "pause");
        }
        run.finish();
        scenario.account().calls().inject(Fault.NONE);
        if (run.outcome() == OperationState.SUCCEEDED) {
          succeeded(production.swap().finish());
        }
      }
      production.alarm("cats-5xx", "OK");
      var baking = shift.get();
      scenario.runUntil(() -> baking.operation().phase() == Phase.BAKING);
      production.alarm("cats-5xx", "ALARM");
      baking.finish();
      production.alarm("cats-5xx", "OK");
    }
  }

  /** One is aborted, one is left by an execution that somebody stops. */
  static void migrationsThatDoNotEnd(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    var request = GatesTest.migrating(Production.seed(), "sleep", "3000");
    var aborted = production.canaryShift(request);
    scenario.runFor(Duration.ofMinutes(1));
    production.tell(aborted, "abort");
    aborted.finish();
    var stopped = production.canaryShift(request);
    scenario.runFor(Duration.ofMinutes(1));
    var machines = scenario.slipway().machines();
    machines.list().stream()
        .map(ExecutionStatus::executionArn)
        .filter(arn -> arn.endsWith(":" + stopped.id()))
        .forEach(arn -> machines.stop(arn, "Stopped", "by hand"));
    stopped.finish();
    var checked = GatesTest.migrating(Production.seed(), "true");
    checked.putObject("check").put("path", "/");
    succeeded(production.canaryShift(checked).finish());
  }

  private static void aborted(Scenario scenario, Run run, String function, String call) {
    aborting(scenario, run, function, call);
    run.finish();
  }

  /** As soon as the function has made that call for the last time before it ends. */
  private static void aborting(Scenario scenario, Run run, String function, String call) {
    scenario
        .account()
        .calls()
        .inject(
            Faults.after(
                call,
                function,
                () -> {
                  scenario.account().calls().inject(Fault.NONE);
                  scenario.call("POST", "/operations/" + run.id() + "/abort", nothing());
                }));
  }

  /** Its image has gone meanwhile. */
  static void aStartThatFails(Scenario scenario) {
    createCats(scenario);
    push(scenario, "1.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training", "prod");
    succeeded(Asked.status(scenario, "stop", "dev", "training"));
    succeeded(Asked.blueStatus(scenario, "stop"));
    SetStatusTest.losesItsImage(scenario, ByHand.place(scenario, Production.NAME, Place.DEV));
    for (var run :
        List.of(
            Asked.status(scenario, "start", "dev", "training"),
            Asked.blueStatus(scenario, "start"))) {
      assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.FAILED);
    }
  }

  static void creationsThatFail(Scenario scenario) {
    var formation = scenario.slipway().cloudFormation();
    formation.failNextCreation("Prod2Service", "no capacity");
    formation.failNextDeletion("Prod1TargetGroup", "still in use");
    createCats(scenario);
    succeeded(scenario.deleteStack(Production.NAME, true).finish());
    scenario.foreignStack("slipway-cats-dev");
    createCats(scenario);
  }

  static void deletionsThatFail(Scenario scenario) {
    var formation = scenario.slipway().cloudFormation();
    createCats(scenario);
    formation.failNextDeletion("Prod1TargetGroup", "still in use");
    deleteCats(scenario);
    formation.failNextDeletion("Repository", "locked");
    deleteCats(scenario);
  }

  static void machinesThatDidNotStart(Scenario scenario) {
    unstarted(scenario, "POST", "/stacks", creation());
    push(scenario, "1.0.0", "2.0.0");
    unstarted(scenario, "POST", IDLE, deployment("1.0.0"));
    unstarted(scenario, "POST", "/stacks/swapProdBlueAndGreen", body());
    deploy(scenario, IDLE, "2.0.0");
    unstarted(scenario, "POST", "/stacks/canaryShift", steps(step(10, Duration.ofSeconds(9))));
    unstarted(scenario, "POST", "/stacks/rollback", body().put("environment", "prod"));
    unstarted(scenario, "POST", "/stacks/prodblueStatus", body().put("action", "stop"));
    unstarted(scenario, "PUT", Updates.PATH, Updates.specification(6, 2));
    unstarted(scenario, "DELETE", "/stacks", nothing().put("stack", Production.NAME));
  }

  private static void unstarted(Scenario scenario, String method, String path, ObjectNode request) {
    scenario.account().calls().inject(Faults.swallowing("StartExecution", Faults.ANYBODY));
    var run = scenario.asked(method, path, request);
    scenario.account().calls().inject(Fault.NONE);
    scenario.runFor(Duration.ofMinutes(1));
    sweep(scenario);
    succeeded(run.finish());
  }

  static void executionsThatWereStopped(Scenario scenario) {
    stopped(scenario, "POST", "/stacks", creation());
    createCats(scenario);
    push(scenario, "1.0.0", "2.0.0");
    stopped(scenario, "POST", IDLE, deployment("1.0.0"));
    deploy(scenario, IDLE, "1.0.0");
    stopped(scenario, "POST", "/stacks/swapProdBlueAndGreen", body());
    swap(scenario);
    deploy(scenario, IDLE, "2.0.0");
    stopped(scenario, "POST", "/stacks/canaryShift", steps(step(10, Duration.ofSeconds(9))));
    swap(scenario);
    stopped(scenario, "POST", "/stacks/rollback", body().put("environment", "prod"));
    stopped(scenario, "POST", "/stacks/prodblueStatus", body().put("action", "stop"));
    stopped(scenario, "PUT", Updates.PATH, Updates.specification(6, 2));
    stopped(scenario, "DELETE", "/stacks", nothing().put("stack", Production.NAME));
    deleteCats(scenario);
  }

  /** Somebody stops the execution before its first step. */
  private static void stopped(Scenario scenario, String method, String path, ObjectNode request) {
    var run = scenario.asked(method, path, request);
    var machines = scenario.slipway().machines();
    machines.list().stream()
        .map(ExecutionStatus::executionArn)
        .filter(arn -> arn.endsWith(":" + run.id()))
        .forEach(arn -> machines.stop(arn, "Stopped", "by hand"));
    scenario.runFor(Duration.ofSeconds(31));
    sweep(scenario);
    run.finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.FAILED);
  }

  static void sweep(Scenario scenario) {
    assertThat(scenario.slipway().functions().invoke("Sweep", nothing())).isDone();
  }

  /** Somebody changes the weights, and puts them right when the operation needs attention. */
  static void recoveriesThatNeedAPerson(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    var run = production.canaryShift();
    production.runUntil("prod1 10, prod2 90");
    production.changeByHand(50);
    run.finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.NEEDS_ATTENTION);
    production.changeByHand(0, 100);
    production.tell(run, "resume");
    run.finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.ROLLED_BACK);
  }

  /** Somebody stops whatever is to put a swap back. */
  static void recoveriesThatWereStopped(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    var run = production.swap();
    production.runUntil("prod1 100, prod2 0");
    var machines = scenario.slipway().machines();
    for (int time = 0; time < 4; time++) {
      machines.list().stream()
          .filter(execution -> execution.status() == Status.RUNNING)
          .map(ExecutionStatus::executionArn)
          .toList()
          .forEach(arn -> machines.stop(arn, "Stopped", "by hand"));
      scenario.runFor(Duration.ofSeconds(1));
    }
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.NEEDS_ATTENTION);
    production.tell(run, "resume");
    run.finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.ROLLED_BACK);
  }

  /** Who repeats the request to resume finds that its execution has been stopped meanwhile. */
  static void aResumptionThatIsRepeated(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    var run = production.canaryShift();
    production.runUntil("prod1 10, prod2 90");
    production.changeByHand(50);
    run.finish();
    production.changeByHand(0, 100);
    resume(scenario, run);
    var machines = scenario.slipway().machines();
    machines.list().stream()
        .filter(execution -> execution.status() == Status.RUNNING)
        .forEach(execution -> machines.stop(execution.executionArn(), "Stopped", "by hand"));
    resume(scenario, run);
    run.finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.ROLLED_BACK);
  }

  private static void resume(Scenario scenario, Run run) {
    var answer =
        scenario
            .slipway()
            .call(
                "POST",
                "/operations/" + run.id() + "/resume",
                "{}",
                Map.of("idempotency-key", "once"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  /** Traffic comes back after the old slot has lost its tasks, and is changed once more late. */
  static void recoveriesThatHaveMoreToDo(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    scenario.account().calls().inject(Faults.refusingTransactionsOf("FinishShift"));
    var swap = production.swap();
    scenario.runUntil(() -> swap.operation().recovery().isPresent());
    scenario.account().calls().inject(Fault.NONE);
    swap.finish();
    assertThat(swap.outcome()).as(swap.message()).isEqualTo(OperationState.SUCCEEDED);
    succeeded(production.swap().finish());
    var larger = Production.seed();
    larger.putObject("scale").put("desired", 10);
    var canary = production.canaryShift(larger);
    production.runUntil("prod1 60, prod2 40");
    production.tell(canary, "abort");
    scenario.runFor(Duration.ofSeconds(1));
    production.changeByHand(60, 40);
    canary.finish();
    assertThat(canary.outcome()).as(canary.message()).isEqualTo(OperationState.ABORTED);
    succeeded(production.swap().finish());
    scenario.runFor(Duration.ofMinutes(5));
    var back = scenario.asked("POST", "/stacks/rollback", body().put("environment", "prod"));
    production.tell(back, "abort");
    back.finish();
    assertThat(back.outcome()).as(back.message()).isEqualTo(OperationState.ABORTED);
    production.deployToIdle("3.0.0");
    scenario.account().calls().inject(Faults.refusingTransactionsOf("FinishRollback"));
    var again = scenario.asked("POST", "/stacks/rollback", body().put("environment", "prod"));
    scenario.runUntil(() -> again.operation().recovery().isPresent());
    scenario.account().calls().inject(Fault.NONE);
    succeeded(again.finish());
  }
}
