package io.slipway.local.story;

import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Phase;
import io.slipway.local.account.Fault;
import java.time.Duration;

/** Situations in which requests wait for one another. */
final class Queues {

  private static final String SWAP = "/stacks/swapProdBlueAndGreen";
  private static final String CANARY = "/stacks/canaryShift";
  private static final String ROLLBACK = "/stacks/rollback";

  private Queues() {}

  /** Each ends one that waits, and a canary that watches its share. */
  static void everyRouteSupersedes(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.0");
    scenario.asked("POST", "/stacks/deploytoTrainDA", body().put("imageTag", "1.0.0"));
    queue(scenario, "/stacks/deploytoTrainDA", body().put("imageTag", "2.0.0"));
    supersede(scenario, "POST", "/stacks/deploytoTrainDA", body().put("imageTag", "2.0.0"))
        .finish();
    baking(scenario, production, CANARY, canary());
    baking(scenario, production, SWAP, body().put("bake", "1d"));
    canaryAgain(scenario);
    superseding(scenario, "POST", "/stacks/deploy", deployment("2.0.0", "prod"));
    canaryAgain(scenario);
    superseding(scenario, "POST", Asked.IDLE, body().put("imageTag", "2.0.0"));
    canaryAgain(scenario);
    superseding(scenario, "POST", ROLLBACK, body().put("environment", "prod").put("version", "9"));
    canaryAgain(scenario);
    superseding(scenario, "POST", "/stacks/prodblueStatus", body().put("action", "stop"));
    scenario.asked("POST", "/stacks/deploytoTrainDA", body().put("imageTag", "1.0.0"));
    queue(scenario, "/stacks/nonprodStatus", Situations.statusOf("stop", "training"));
    supersede(
            scenario,
            "POST",
            "/stacks/nonprodStatus",
            Situations.statusOf("stop", "qa", "training"))
        .finish();
    Asked.succeeded(Asked.blueStatus(scenario, "start"));
    canaryAgain(scenario);
    superseding(scenario, "DELETE", "/stacks", nothing().put("stack", "cats"));
  }

  private static ObjectNode canary() {
    return steps(step(10, Duration.ofDays(1)));
  }

  /** The next release comes to bake behind a canary that is superseded. */
  private static void baking(
      Scenario scenario, Production production, String path, ObjectNode request) {
    canaryAgain(scenario);
    var run = superseding(scenario, "POST", path, request);
    assertThat(run.operation().state().isTerminal()).isTrue();
    assertThat(production.customers()).isNotBlank();
  }

  private static void canaryAgain(Scenario scenario) {
    var canary = scenario.asked("POST", CANARY, canary());
    scenario.runUntil(() -> canary.operation().phase() == Phase.BAKING);
  }

  /** One waits, another one takes its place and ends what runs; then that one is ended, too. */
  private static Run superseding(
      Scenario scenario, String method, String path, ObjectNode request) {
    queue(scenario, SWAP, body());
    var newer = supersede(scenario, method, path, request);
    scenario.runUntil(
        () -> newer.operation().state().isTerminal() || newer.operation().phase() == Phase.BAKING);
    if (!newer.operation().state().isTerminal()) {
      scenario.call("POST", "/operations/" + newer.id() + "/abort", nothing());
    }
    return newer.finish();
  }

  private static void queue(Scenario scenario, String path, ObjectNode request) {
    scenario.asked("POST", path, request.put("concurrency", "queue"));
  }

  private static Run supersede(Scenario scenario, String method, String path, ObjectNode request) {
    return scenario.asked(method, path, request.put("concurrency", "supersede"));
  }

  /** Each kind begins when its turn has come; what an interrupted request has left is done. */
  static void everyKindWaits(Scenario scenario) {
    var production = Production.with(scenario, "1.0.0", "2.0.0");
    push(scenario, "3.0.0");
    scenario.asked("POST", "/stacks/deploy", deployment("1.0.0", "dev", "training"));
    queue(scenario, "/stacks/deploy", deployment("2.0.0", "dev", "training"));
    queue(scenario, ROLLBACK, body().put("environment", "dev"));
    queue(scenario, "/stacks/nonprodStatus", Situations.statusOf("stop", "dev"));
    queue(scenario, ROLLBACK, body().put("environment", "training"));
    var first = scenario.asked("POST", CANARY, canary());
    scenario.runUntil(() -> first.operation().phase() == Phase.BAKING);
    production.alarm("cats-5xx", "OK");
    var watched = steps(step(10, Duration.ofMinutes(1))).put("bake", "1m");
    watched.putArray("alarms").add("cats-5xx");
    queue(scenario, CANARY, watched);
    queue(scenario, ROLLBACK, body().put("environment", "prod"));
    queue(scenario, SWAP, body().put("bake", "1m"));
    queue(scenario, Asked.IDLE, body().put("imageTag", "3.0.0"));
    var aborted = scenario.asked("POST", SWAP, body().put("concurrency", "queue"));
    scenario.call("POST", "/operations/" + aborted.id() + "/abort", nothing());
    assertThat(scenario.get("/stacks/Cats").path("queuedOperations")).isNotEmpty();
    production.tell(first, "abort");
    scenario.runUntil(() -> scenario.get("/stacks/Cats").path("queuedOperations").isEmpty());
    scenario.runUntil(() -> scenario.get("/stacks/Cats").path("currentOperations").isEmpty());
    interrupted(scenario);
  }

  private static void interrupted(Scenario scenario) {
    canaryAgain(scenario);
    scenario.account().calls().inject(Faults.swallowing("SendTaskSuccess", "DeleteStack"));
    var deletion = supersede(scenario, "DELETE", "/stacks", nothing().put("stack", "cats"));
    scenario.account().calls().inject(Fault.NONE);
    assertThat(scenario.slipway().functions().invoke("StartQueued", nothing())).isDone();
    deletion.finish();
  }
}
