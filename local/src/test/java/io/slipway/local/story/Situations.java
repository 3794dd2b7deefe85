package io.slipway.local.story;

import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.OperationState;
import io.slipway.domain.Phase;
import io.slipway.local.access.Grant;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Brings Slipway into every situation in which one of its functions needs a permission. */
final class Situations {

  private static final String IDLE = "/stacks/deploytoprodBlue";

  private final Set<Grant> used = new HashSet<>();
  private final Set<Grant> granted = new HashSet<>();

  private Situations() {}

  static Situations all() {
    var situations = new Situations();
    situations.in(Situations::theLifeOfAnApplication);
    situations.in(Situations::everythingByHand);
    situations.in(Situations::deploysThatFail);
    situations.in(Situations::shiftsThatComeBack);
    situations.in(Situations::abortsBetweenTwoSteps);
    situations.in(Situations::creationsThatFail);
    situations.in(Situations::deletionsThatFail);
    situations.in(Situations::machinesThatDidNotStart);
    return situations;
  }

  /** What policies allow, and no situation has needed. */
  Set<String> unused() {
    var texts = new TreeSet<String>();
    granted.stream()
        .filter(grant -> !used.contains(grant))
        .filter(grant -> !grant.action().equals("lambda:InvokeFunction"))
        .forEach(
            grant -> texts.add(grant.holder() + " " + grant.action() + " " + grant.resource()));
    return texts;
  }

  private void in(Consumer<Scenario> situation) {
    try (var scenario = Scenario.begin()) {
      situation.accept(scenario);
      var access = scenario.slipway().access();
      used.addAll(access.used());
      granted.addAll(access.granted());
    }
  }

  private static void theLifeOfAnApplication(Scenario scenario) {
    create(scenario);
    push(scenario, "1.0.0", "2.0.0", "2.0.1", "3.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "qa", "stage");
    deploy(scenario, "/stacks/deploytoTrainDA", null);
    deploy(scenario, "/stacks/deploy", "2.0.0", "dev", "training", "prod");
    swap(scenario);
    deploy(scenario, IDLE, null);
    var production = new Production(scenario);
    production.alarm("cats-5xx", "OK");
    var request = steps(step(10, Duration.ofMinutes(5)), step(60, Duration.ofMinutes(5)));
    ((ObjectNode) request.path("strategy").get(1)).put("approval", true);
    request.putArray("alarms").add("cats-5xx");
    var canary = production.canaryShift(request);
    production.runUntil("prod1 10, prod2 90");
    production.tell(canary, "pause");
    scenario.runFor(Duration.ofMinutes(20));
    production.tell(canary, "resume");
    scenario.runFor(Duration.ofMinutes(1));
    production.tell(canary, "promote");
    scenario.runFor(Duration.ofMinutes(1));
    production.tell(canary, "approve");
    succeeded(canary.finish());
    rollback(scenario, "dev");
    rollback(scenario, "training");
    deploy(scenario, IDLE, "3.0.0");
    rollback(scenario, "prod");
    read(scenario, canary);
    delete(scenario);
  }

  private static void read(Scenario scenario, Run run) {
    for (var path :
        List.of(
            "/stacks",
            "/stacks/" + Production.NAME,
            "/operations/" + run.id(),
            "/events?applicationName=" + Production.NAME)) {
      assertThat(scenario.call("GET", path, nothing()).status()).isEqualTo(200);
    }
  }

  private static void everythingByHand(Scenario scenario) {
    byHand(scenario, "create-stack", creation());
    push(scenario, "1.0.0", "2.0.0");
    byHand(scenario, "deploy", deployment("1.0.0", "dev", "training", "prod"));
    byHand(scenario, "swap", body());
    byHand(scenario, "deploy", deployment("2.0.0", "dev", "training", "prod"));
    var canary = steps(step(10, Duration.ofSeconds(60)));
    new Production(scenario).alarm("cats-5xx", "OK");
    canary.putArray("alarms").add("cats-5xx");
    byHand(scenario, "canary-shift", canary);
    for (var environment : List.of("dev", "training", "prod")) {
      byHand(scenario, "rollback", body().put("environment", environment));
    }
    byHand(scenario, "delete-stack", nothing().put("stack", Production.NAME));
  }

  private static void deploysThatFail(Scenario scenario) {
    create(scenario);
    push(scenario, "1.0.0", "2.0.0");
    scenario.pushImage("cats", "1.0.1", "crashing");
    deploy(scenario, "/stacks/deploy", "1.0.1", "qa");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training", "prod");
    deploy(scenario, "/stacks/deploy", "1.0.1", "dev", "training", "prod");
    var aborted =
        scenario.asked("POST", "/stacks/deploy", deployment("2.0.0", "dev", "training", "prod"));
    scenario.runFor(Duration.ofSeconds(20));
    new Production(scenario).tell(aborted, "abort");
    aborted.finish();
  }

  private static void shiftsThatComeBack(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    var larger = Production.seed();
    larger.putObject("scale").put("desired", 10);
    var canary = production.canaryShift(larger);
    production.runUntil("prod1 60, prod2 40");
    production.tell(canary, "abort");
    canary.finish();
    var sick = production.canaryShift();
    production.runUntil("prod1 100, prod2 0");
    scenario.account().makeUnhealthy(Production.NAME, "2.0.1", 1);
    sick.finish();
  }

  /** An abort that is asked for just before a wait begins is found by who begins to wait. */
  private static void abortsBetweenTwoSteps(Scenario scenario) {
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
            new Fault() {
              @Override
              public void after(
                  String service, String operation, Caller caller, SdkRequest request) {
                if (caller.function().equals(function) && operation.equals(call)) {
                  scenario.account().calls().inject(Fault.NONE);
                  scenario.call("POST", "/operations/" + run.id() + "/abort", nothing());
                }
              }
            });
  }

  private static void creationsThatFail(Scenario scenario) {
    var formation = scenario.slipway().cloudFormation();
    formation.failNextCreation("Prod2Service", "no capacity");
    formation.failNextDeletion("Prod1TargetGroup", "still in use");
    create(scenario);
    succeeded(scenario.deleteStack(Production.NAME, true).finish());
    scenario.foreignStack("slipway-cats-dev");
    create(scenario);
  }

  private static void deletionsThatFail(Scenario scenario) {
    var formation = scenario.slipway().cloudFormation();
    create(scenario);
    formation.failNextDeletion("Prod1TargetGroup", "still in use");
    delete(scenario);
    formation.failNextDeletion("Repository", "locked");
    delete(scenario);
  }

  private static void machinesThatDidNotStart(Scenario scenario) {
    unstarted(scenario, "POST", "/stacks", creation());
    push(scenario, "1.0.0", "2.0.0");
    unstarted(scenario, "POST", IDLE, deployment("1.0.0"));
    unstarted(scenario, "POST", "/stacks/swapProdBlueAndGreen", body());
    deploy(scenario, IDLE, "2.0.0");
    unstarted(scenario, "POST", "/stacks/canaryShift", steps(step(10, Duration.ofSeconds(9))));
    unstarted(scenario, "POST", "/stacks/rollback", body().put("environment", "prod"));
    unstarted(scenario, "DELETE", "/stacks", nothing().put("stack", Production.NAME));
  }

  private static void unstarted(Scenario scenario, String method, String path, ObjectNode request) {
    scenario
        .account()
        .calls()
        .inject(
            new Fault() {
              @Override
              public void before(
                  String service, String operation, Caller caller, SdkRequest request) {
                if (operation.equals("StartExecution")) {
                  throw ApiCallTimeoutException.create(1);
                }
              }
            });
    var run = scenario.asked(method, path, request);
    scenario.account().calls().inject(Fault.NONE);
    scenario.runFor(Duration.ofMinutes(1));
    var swept = scenario.slipway().functions().invoke("Sweep", nothing());
    assertThat(swept).isDone();
    succeeded(run.finish());
  }

  private static void succeeded(Run run) {
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
  }

  private static ObjectNode creation() {
    var request = Scenario.sample("api/create-stack.json").put("applicationName", Production.NAME);
    request.putObject("environments").put("training", true).put("da", true);
    return request;
  }

  private static void create(Scenario scenario) {
    scenario.asked("POST", "/stacks", creation()).finish();
  }

  private static void delete(Scenario scenario) {
    scenario.deleteStack(Production.NAME, true).finish();
  }

  private static void push(Scenario scenario, String... tags) {
    for (var tag : tags) {
      scenario.pushImage("cats", tag, "healthy");
    }
  }

  private static ObjectNode deployment(String tag, String... environments) {
    var request = tag == null ? body() : body().put("imageTag", tag);
    if (environments.length > 0) {
      request.set("environment", Json.tree(environments));
    }
    return request;
  }

  private static void deploy(Scenario scenario, String path, String tag, String... environments) {
    scenario.asked("POST", path, deployment(tag, environments)).finish();
  }

  private static void swap(Scenario scenario) {
    scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body()).finish();
  }

  private static void rollback(Scenario scenario, String environment) {
    scenario.asked("POST", "/stacks/rollback", body().put("environment", environment)).finish();
  }

  private static void byHand(Scenario scenario, String machine, ObjectNode input) {
    var name = machine + "-" + scenario.slipway().machines().list().size();
    scenario.startedByHand(machine, name, input).finish();
  }
}
