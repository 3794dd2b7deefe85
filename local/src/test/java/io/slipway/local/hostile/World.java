package io.slipway.local.hostile;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.Setup;
import io.slipway.local.http.HttpAnswer;
import io.slipway.local.http.HttpRequest;
import io.slipway.local.story.Run;
import io.slipway.local.story.Scenario;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What wrong requests meet: {@code shop} has nothing deployed, {@code Cats} has a release
 * everywhere and the next one in the idle slot.
 */
final class World implements AutoCloseable {

  final Scenario scenario;
  final Witness witness;

  private World(Scenario scenario, ConcurrentLinkedQueue<String> log) {
    this.scenario = scenario;
    this.witness = new Witness(scenario.slipway(), log);
  }

  /** Both applications, and nothing runs. */
  static World settled() {
    var log = new ConcurrentLinkedQueue<String>();
    var scenario =
        Scenario.begin(
            Setup.virtual().withLog((function, line) -> log.add(function + ": " + line)));
    var created = List.of(scenario.createStack("shop"), scenario.createStack("Cats"));
    created.forEach(World::succeeded);
    scenario.pushImage("shop", "1.0.0", "healthy");
    scenario.pushImage("cats", "1.0.0", "healthy");
    scenario.pushImage("cats", "2.0.1", "healthy");
    var world = new World(scenario, log);
    world.deploy("1.0.0", "dev", "qa", "stage", "prod");
    succeeded(
        scenario.asked(
            "POST", "/stacks/swapProdBlueAndGreen", Scenario.sample("console/swap.json")));
    world.deploy("2.0.1", "dev", "prod");
    world.witness.takeLog();
    return world;
  }

  /**
   * The answer to a body as it is.
   *
   * @param route as in {@code POST /stacks}
   */
  HttpAnswer ask(String route, byte[] body) {
    var parts = List.of(route.split(" ", 2));
    return scenario
        .slipway()
        .answer(
            new HttpRequest(
                parts.get(0),
                "/dev" + parts.get(1),
                "",
                Map.of("content-type", "application/json"),
                body));
  }

  /**
   * Beside both, {@code young} is being created and {@code gone} is being deleted, as long as no
   * time passes.
   */
  static World inEveryState() {
    var world = settled();
    var scenario = world.scenario;
    succeeded(scenario.createStack("gone"));
    scenario.deleteStack("gone", true);
    scenario.createStack("young");
    scenario.runFor(Duration.ofSeconds(5));
    return world;
  }

  private void deploy(String tag, String... environments) {
    var body = body("Cats").put("imageTag", tag);
    body.set("environment", Json.tree(environments));
    succeeded(scenario.asked("POST", "/stacks/deploy", body));
  }

  static void succeeded(Run run) {
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  static ObjectNode body(String application) {
    return Json.mapper().createObjectNode().put("applicationName", application);
  }

  @Override
  public void close() {
    scenario.slipway().close();
  }
}
