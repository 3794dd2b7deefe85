package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.simulation.Prepared;
import io.slipway.local.simulation.World;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What sweeps try faults on: each machine's ways through, well and not well. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum Scenario {
  CREATE(
      from -> from.none, (world, client) -> at(world, 0, () -> client.create(Scenario.APP), 1_500)),
  CREATE_ABORTED(
      from -> from.none,
      (world, client) -> {
        at(world, 0, () -> client.create(Scenario.APP), 0);
        return tell(world, client, 240, "abort", 1_500);
      }),
  DEPLOY(from -> from.one, ask("/stacks/deploy", () -> deployment("2.0.0", "dev"), 900)),
  DEPLOY_THREE(
      from -> from.one, ask("/stacks/deploy", () -> deployment("3.0.0", "dev", "qa", "prod"), 900)),
  DEPLOY_CRASHING(
      from -> from.one, ask("/stacks/deploy", () -> deployment("4.0.0", "dev", "qa"), 1_800)),
  DEPLOY_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", "/stacks/deploy", deployment("2.0.0", "qa")), 0);
        return tell(world, client, 30, "abort", 900);
      }),
  TRAINING(from -> from.one, ask("/stacks/deploytoTrainDA", () -> image("1.0.0"), 900)),
  IDLE(from -> from.one, ask("/stacks/deploytoprodBlue", () -> image("3.0.0"), 900)),
  CANARY(from -> from.one, ask(Scenario.SHIFT, Scenario::canary, 900)),
  CANARY_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, canary()), 0);
        return tell(world, client, 100, "abort", 900);
      }),
  CANARY_ALARMED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, canary()), 0);
        return at(world, 100, () -> Workload.setAlarm(world, StateValue.ALARM), 900);
      }),
  CANARY_STEERED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, approved()), 0);
        tell(world, client, 60, "approve", 0);
        tell(world, client, 120, "pause", 0);
        tell(world, client, 180, "resume", 0);
        return tell(world, client, 200, "promote", 900);
      }),
  CANARY_ROUTED(from -> from.one, ask(Scenario.SHIFT, Scenario::routed, 900)),
  CANARY_ROUTED_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, routed()), 0);
        return tell(world, client, 45, "abort", 900);
      }),
  CANARY_STOPPED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, canary()), 0);
        return at(world, 100, () -> stop(world, client), 900);
      }),
  CANARY_CONTINUED(true, from -> from.one, ask(Scenario.SHIFT, Scenario::canary, 900)),
  CANARY_CONTINUED_STEERED(
      true,
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, approved()), 0);
        tell(world, client, 60, "approve", 0);
        tell(world, client, 90, "pause", 0);
        tell(world, client, 120, "resume", 0);
        return tell(world, client, 150, "abort", 900);
      }),
  SWAP_CONTINUED(
      true,
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SWITCH, swap()), 0);
        tell(world, client, 40, "pause", 0);
        return tell(world, client, 60, "resume", 900);
      }),
  SWAP(from -> from.one, ask(Scenario.SWITCH, Scenario::swap, 900)),
  SWAP_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SWITCH, swap()), 0);
        return tell(world, client, 40, "abort", 900);
      }),
  ROLLBACK_PRODUCTION(
      from -> from.one,
      ask("/stacks/rollback", () -> Client.about(Scenario.APP).put("environment", "prod"), 900)),
  ROLLBACK_DEV(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", "/stacks/deploy", deployment("2.0.0", "dev")), 0);
        return at(
            world,
            600,
            () ->
                client.ask(
                    "POST",
                    "/stacks/rollback",
                    Client.about(Scenario.APP).put("environment", "dev")),
            900);
      }),
  DELETE(
      from -> from.one,
      (world, client) ->
          at(
              world,
              0,
              () ->
                  client.ask(
                      "DELETE",
                      "/stacks",
                      Client.body().put("stack", Scenario.APP).put("deleteImages", true)),
              1_800)),
  TWO_AT_ONCE(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, canary()), 0);
        at(world, 1, () -> client.ask("POST", Scenario.SWITCH, swap()), 0);
        at(world, 60, () -> client.byHand("deploy", "console-1", deployment("3.0.0", "prod")), 0);
        return at(
            world, 61, () -> client.ask("POST", "/stacks/deploytoprodBlue", image("3.0.0")), 900);
      });

  private static final String APP = "Cats";
  private static final String SHIFT = "/stacks/canaryShift";
  private static final String SWITCH = "/stacks/swapProdBlueAndGreen";

  private final boolean shortHistories;
  private final Function<Preparation, Prepared> begin;
  private final Case.Script script;

  Scenario(Function<Preparation, Prepared> begin, Case.Script script) {
    this(false, begin, script);
  }

  Scenario(boolean shortHistories, Function<Preparation, Prepared> begin, Case.Script script) {
    this.shortHistories = shortHistories;
    this.begin = begin;
    this.script = script;
  }

  boolean hasShortHistories() {
    return shortHistories;
  }

  Prepared begin(Preparation preparation) {
    return begin.apply(preparation);
  }

  Case.Script script() {
    return script;
  }

  private static Case.Script ask(
      String path, java.util.function.Supplier<ObjectNode> body, int seconds) {
    return (world, client) -> at(world, 0, () -> client.ask("POST", path, body.get()), seconds);
  }

  private static Duration at(World world, int second, Runnable work, int until) {
    world.later(Duration.ofSeconds(1 + second), work);
    return Duration.ofSeconds(1L + second + until);
  }

  private static Duration tell(World world, Client client, int second, String control, int until) {
    return at(
        world,
        second,
        () ->
            client.running().stream()
                .findFirst()
                .ifPresent(running -> client.tell(running.ref().operationId(), control)),
        until);
  }

  private static void stop(World world, Client client) {
    client.running().stream()
        .findFirst()
        .ifPresent(
            running ->
                world.machines().list().stream()
                    .filter(execution -> execution.name().equals(running.execution()))
                    .forEach(
                        execution ->
                            world.machines().stop(execution.executionArn(), "Stopped", "by hand")));
  }

  private static ObjectNode image(String tag) {
    return Client.about(APP).put("imageTag", tag);
  }

  private static ObjectNode deployment(String tag, String... environments) {
    var body = image(tag);
    var list = body.putArray("environment");
    for (var environment : environments) {
      list.add(environment);
    }
    return body;
  }

  private static ObjectNode canary() {
    var body = Client.about(APP).put("bake", 30);
    body.putArray("alarms").add(Workload.ALARM);
    var steps = body.putArray("strategy");
    steps.addObject().put("weight", 10).put("wait", 70);
    steps.addObject().put("weight", 60).put("wait", 50);
    return body;
  }

  private static ObjectNode routed() {
    var body = canary();
    Workload.route(body, 0);
    return body;
  }

  private static ObjectNode approved() {
    var body = canary();
    ((ObjectNode) body.path("strategy").get(0)).put("approval", true);
    return body;
  }

  private static ObjectNode swap() {
    return Client.about(APP).put("bake", 60);
  }
}
