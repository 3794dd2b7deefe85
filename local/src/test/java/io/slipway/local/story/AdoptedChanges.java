package io.slipway.local.story;

import static io.slipway.local.story.Asked.IDLE;
import static io.slipway.local.story.Asked.createCats;
import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.Asked.swap;
import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.List;

/** Situations in which an operation goes on from what somebody has changed by hand. */
final class AdoptedChanges {

  private final Scenario scenario;
  private final Production production;
  private final ByHand hand;

  private AdoptedChanges(Scenario scenario) {
    this.scenario = scenario;
    this.production = new Production(scenario);
    this.hand = new ByHand(scenario);
    createCats(scenario);
    push(scenario, "1.0.0", "2.0.0", "3.0.0", "4.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training", "prod");
    swap(scenario);
    deploy(scenario, IDLE, "1.0.0");
  }

  static void byRequest(Scenario scenario) {
    var changes = new AdoptedChanges(scenario);
    changes.everywhere("2.0.0");
    changes.adopt("/stacks/deploy", deployment("3.0.0", "dev", "training", "prod"));
    changes.in(changes.place(Place.TRAINING), "2.0.0");
    changes.adopt("/stacks/deploytoTrainDA", deployment("3.0.0"));
    changes.in(changes.production.slot(Role.IDLE), "2.0.0");
    changes.adopt(IDLE, deployment("3.0.0"));
    changes.in(changes.production.slot(Role.IDLE), "4.0.0");
    changes.adopt("/stacks/canaryShift", steps(step(10, Duration.ofSeconds(9))));
    changes.in(changes.production.slot(Role.IDLE), "3.0.0");
    changes.adopt("/stacks/swapProdBlueAndGreen", body());
    for (var environment : List.of("dev", "training", "prod")) {
      changes.everywhere("4.0.0");
      changes.adopt("/stacks/rollback", body().put("environment", environment));
    }
  }

  static void byExecution(Scenario scenario) {
    var changes = new AdoptedChanges(scenario);
    changes.everywhere("2.0.0");
    changes.execute("deploy", deployment("3.0.0", "dev", "training", "prod"));
    changes.in(changes.production.slot(Role.IDLE), "4.0.0");
    changes.execute("canary-shift", steps(step(10, Duration.ofSeconds(9))));
    changes.in(changes.production.slot(Role.IDLE), "3.0.0");
    changes.execute("swap", body());
    for (var environment : List.of("dev", "training", "prod")) {
      changes.everywhere("4.0.0");
      changes.execute("rollback", body().put("environment", environment));
    }
  }

  /** What is to be stopped or started, of every group. */
  static void stoppedByRequest(Scenario scenario) {
    var changes = new AdoptedChanges(scenario);
    for (var action : List.of("stop", "start")) {
      changes.in(changes.place(Place.DEV), action.equals("stop") ? "2.0.0" : "3.0.0");
      changes.in(changes.place(Place.TRAINING), action.equals("stop") ? "2.0.0" : "3.0.0");
      var request = body().put("action", action);
      changes.adopt(
          "/stacks/nonprodStatus",
          request.set("environment", Json.tree(List.of("dev", "training"))));
      changes.in(changes.production.slot(Role.IDLE), action.equals("stop") ? "2.0.0" : "3.0.0");
      changes.adopt("/stacks/prodblueStatus", body().put("action", action));
    }
  }

  static void stoppedByExecution(Scenario scenario) {
    var changes = new AdoptedChanges(scenario);
    for (var action : List.of("stop", "start")) {
      changes.in(changes.place(Place.DEV), action.equals("stop") ? "2.0.0" : "3.0.0");
      changes.in(changes.place(Place.TRAINING), action.equals("stop") ? "2.0.0" : "3.0.0");
      changes.in(changes.production.slot(Role.IDLE), action.equals("stop") ? "2.0.0" : "3.0.0");
      changes.execute("set-status", Situations.statusOf(action, "dev", "training", "prod"));
    }
  }

  /** Each waits for another, and finds what was changed meanwhile when its turn has come. */
  static void fromTheQueue(Scenario scenario) {
    var changes = new AdoptedChanges(scenario);
    changes.behind("qa", changes.place(Place.DEV), deployment("3.0.0", "dev"));
    changes.behind("da", changes.place(Place.TRAINING), deployment("3.0.0", "training"));
    scenario.asked("POST", IDLE, deployment("4.0.0"));
    changes.queue(
        changes.production.slot(Role.LIVE),
        "/stacks/rollback",
        body().put("environment", "prod").put("version", "1.0.0"));
  }

  private void behind(String other, InventoryEntry changed, ObjectNode request) {
    scenario.asked("POST", "/stacks/deploy", deployment("1.0.0", other));
    queue(changed, "/stacks/deploy", request);
  }

  private void queue(InventoryEntry changed, String path, ObjectNode request) {
    hand.taskDefinition(changed, hand.release(changed, "2.0.0"));
    adopt(path, request.put("concurrency", "queue"));
  }

  private InventoryEntry place(Place place) {
    return ByHand.place(scenario, Production.NAME, place);
  }

  private void everywhere(String tag) {
    in(place(Place.DEV), tag);
    in(place(Place.TRAINING), tag);
    in(production.slot(Role.LIVE), tag);
  }

  private void in(InventoryEntry entry, String tag) {
    hand.taskDefinition(entry, hand.release(entry, tag));
    scenario.runFor(Duration.ofMinutes(5));
  }

  private void adopt(String path, ObjectNode request) {
    succeeded(scenario.asked("POST", path, request.put("drift", "adopt")).finish());
  }

  private void execute(String machine, ObjectNode input) {
    var name = machine + "-" + scenario.slipway().machines().list().size();
    succeeded(scenario.startedByHand(machine, name, input.put("drift", "adopt")).finish());
  }
}
