package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.simulation.Hands;
import io.slipway.local.simulation.Prepared;
import io.slipway.local.simulation.World;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What sweeps try faults on: each machine's ways through, well and not well. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum Scenario {
  CREATE(
      from -> from.none, (world, client) -> at(world, 0, () -> client.create(Requests.APP), 1_500)),
  CREATE_ABORTED(
      from -> from.none,
      (world, client) -> {
        at(world, 0, () -> client.create(Requests.APP), 0);
        return tell(world, client, 20, "abort", 1_500);
      }),
  DEPLOY(from -> from.one, ask("/stacks/deploy", () -> Requests.deployment("2.0.0", "dev"), 900)),
  DEPLOY_THREE(
      from -> from.one,
      ask("/stacks/deploy", () -> Requests.deployment("3.0.0", "dev", "qa", "prod"), 900)),
  DEPLOY_CRASHING(
      from -> from.one,
      ask("/stacks/deploy", () -> Requests.deployment("4.0.0", "dev", "qa"), 1_800)),
  DEPLOY_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(
            world,
            0,
            () -> client.ask("POST", "/stacks/deploy", Requests.deployment("2.0.0", "qa")),
            0);
        return tell(world, client, 30, "abort", 900);
      }),
  TRAINING(from -> from.one, ask("/stacks/deploytoTrainDA", () -> Requests.image("1.0.0"), 900)),
  IDLE(from -> from.one, ask("/stacks/deploytoprodBlue", () -> Requests.image("3.0.0"), 900)),
  CANARY(from -> from.one, ask(Scenario.SHIFT, Requests::canary, 900)),
  CANARY_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.canary()), 0);
        return tell(world, client, 100, "abort", 900);
      }),
  CANARY_ALARMED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.canary()), 0);
        return at(world, 100, () -> Workload.setAlarm(world, StateValue.ALARM), 900);
      }),
  CANARY_STEERED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.approved()), 0);
        tell(world, client, 60, "approve", 0);
        tell(world, client, 120, "pause", 0);
        tell(world, client, 180, "resume", 0);
        return tell(world, client, 200, "promote", 900);
      }),
  CANARY_ROUTED(from -> from.one, ask(Scenario.SHIFT, Requests::routed, 900)),
  CANARY_ROUTED_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.routed()), 0);
        return tell(world, client, 45, "abort", 900);
      }),
  CANARY_STOPPED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.canary()), 0);
        return at(world, 100, () -> stop(world, client), 900);
      }),
  CANARY_STOPPED_LATE(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.routed()), 0);
        return at(world, 205, () -> stop(world, client), 900);
      }),
  CANARY_GATED(from -> from.one, ask(Scenario.SHIFT, Requests::gated, 900)),
  CANARY_STUCK(
      from -> from.one,
      (world, client) -> {
        var hands = new Hands(world);
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.canary()), 0);
        at(world, 90, () -> hands.forbid("elasticloadbalancing", "ModifyRule"), 0);
        tell(world, client, 95, "abort", 0);
        at(world, 600, hands::permitAll, 0);
        return tell(world, client, 610, "resume", 900);
      }),
  CANARY_ADOPTING(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> new Hands(world).swap(Requests.APP), 0);
        return at(
            world,
            70,
            () -> client.ask("POST", Scenario.SHIFT, Requests.adopting(Requests.canary())),
            900);
      }),
  CANARY_CONTINUED(true, from -> from.one, ask(Scenario.SHIFT, Requests::canary, 900)),
  CANARY_CONTINUED_STEERED(
      true,
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.approved()), 0);
        tell(world, client, 60, "approve", 0);
        tell(world, client, 90, "pause", 0);
        tell(world, client, 120, "resume", 0);
        return tell(world, client, 150, "abort", 900);
      }),
  SWAP_CONTINUED(
      true,
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SWITCH, Requests.swap()), 0);
        tell(world, client, 40, "pause", 0);
        return tell(world, client, 60, "resume", 900);
      }),
  SWAP(from -> from.one, ask(Scenario.SWITCH, Requests::swap, 900)),
  SWAP_GATED(from -> from.one, ask(Scenario.SWITCH, () -> Requests.checked(Requests.swap()), 900)),
  SWAP_STOPPED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SWITCH, Requests.swap()), 0);
        return at(world, 100, () -> stop(world, client), 900);
      }),
  SWAP_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SWITCH, Requests.swap()), 0);
        return tell(world, client, 40, "abort", 900);
      }),
  ROLLBACK_BY_WEIGHTS(
      from -> from.swapped, ask(Scenario.ROLLBACK, () -> Requests.back("prod"), 900)),
  ROLLBACK_ROLLED_OUT(from -> from.one, ask(Scenario.ROLLBACK, Scenario::toWhatIsGone, 900)),
  ROLLBACK_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.ROLLBACK, toWhatIsGone()), 0);
        return tell(world, client, 30, "abort", 900);
      }),
  ROLLBACK_DEV(
      from -> from.one,
      (world, client) -> {
        at(
            world,
            0,
            () -> client.ask("POST", "/stacks/deploy", Requests.deployment("2.0.0", "dev")),
            0);
        return at(
            world, 600, () -> client.ask("POST", Scenario.ROLLBACK, Requests.back("dev")), 900);
      }),
  STATUS_STOPPED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.STATUS, Requests.action("stop")), 0);
        return at(
            world, 600, () -> client.ask("POST", Scenario.STATUS, Requests.action("start")), 900);
      }),
  STATUS_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.STATUS, Requests.action("stop")), 0);
        return tell(world, client, 5, "abort", 900);
      }),
  STATUS_OF_THE_IDLE_SLOT(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.BLUE, Requests.action("stop")), 0);
        at(world, 400, () -> client.ask("POST", Scenario.SHIFT, Requests.canary()), 0);
        return at(
            world,
            410,
            () -> client.ask("POST", "/stacks/deploytoprodBlue", Requests.image("3.0.0")),
            900);
      }),
  UPDATE(
      from -> from.swapped,
      (world, client) ->
          at(world, 0, () -> client.ask("PUT", Scenario.SPECIFICATION, Requests.update()), 1_500)),
  UPDATE_FAILING(
      from -> from.swapped,
      (world, client) -> {
        at(
            world,
            0,
            () ->
                world.slipway().cloudFormation().failNextUpdate("Prod1ScalableTarget", "simulated"),
            0);
        return at(
            world, 1, () -> client.ask("PUT", Scenario.SPECIFICATION, Requests.update()), 1_800);
      }),
  UPDATE_ABORTED(
      from -> from.swapped,
      (world, client) -> {
        at(world, 0, () -> client.ask("PUT", Scenario.SPECIFICATION, Requests.update()), 0);
        return tell(world, client, 100, "abort", 1_800);
      }),
  RELEASE(from -> from.one, ask(Scenario.RELEASED, Requests::release, 1_800)),
  RELEASE_ABORTED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.RELEASED, Requests.release()), 0);
        return at(
            world,
            300,
            () -> client.started().stream().findFirst().ifPresent(id -> client.tell(id, "abort")),
            1_800);
      }),
  RELEASE_FIRST(
      from -> from.none,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.RELEASED, Requests.firstRelease()), 0);
        return at(world, 420, () -> Workload.pushImages(client, Requests.APP), 1_800);
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
                      Client.body().put("stack", Requests.APP).put("deleteImages", true)),
              1_800)),
  DELETE_STUCK(
      from -> from.one,
      (world, client) -> {
        var hands = new Hands(world);
        at(world, 0, () -> hands.forbid("cloudformation", "DeleteStack"), 0);
        at(
            world,
            1,
            () -> client.ask("DELETE", "/stacks", Client.body().put("stack", Requests.APP)),
            0);
        return at(world, 900, hands::permitAll, 1_800);
      }),
  WEIGHED_CREATE(
      from -> from.pair,
      (world, client) ->
          at(world, 0, () -> client.ask("POST", "/stacks", Requests.creationBehindPair()), 1_500)),
  WEIGHED_CREATE_ABORTED(
      from -> from.pair,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", "/stacks", Requests.creationBehindPair()), 0);
        return tell(world, client, 20, "abort", 1_500);
      }),
  WEIGHED_CREATE_REFUSED(
      from -> from.pair,
      (world, client) -> {
        var hands = new Hands(world);
        at(world, 0, () -> hands.forbid("route53", "GetChange"), 0);
        at(world, 1, () -> client.ask("POST", "/stacks", Requests.creationBehindPair()), 0);
        return at(world, 900, hands::permitAll, 1_500);
      }),
  WEIGHED_CANARY(from -> from.weighed, ask(Scenario.SHIFT, Requests::canary, 1_200)),
  WEIGHED_CANARY_ABORTED(
      from -> from.weighed,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.canary()), 0);
        return tell(world, client, 130, "abort", 1_200);
      }),
  WEIGHED_SWAP(from -> from.weighed, ask(Scenario.SWITCH, Requests::swap, 1_200)),
  WEIGHED_ROLLBACK(
      from -> from.weighed,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SWITCH, Requests.swap()), 0);
        return at(
            world, 900, () -> client.ask("POST", Scenario.ROLLBACK, Requests.back("prod")), 900);
      }),
  WEIGHED_DELETE(
      from -> from.weighed,
      (world, client) ->
          at(
              world,
              0,
              () -> client.ask("DELETE", "/stacks", Client.body().put("stack", Requests.APP)),
              1_800)),
  QUEUED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SWITCH, Requests.swap()), 0);
        return at(
            world,
            20,
            () ->
                client.ask(
                    "POST", Scenario.ROLLBACK, Requests.behind(Requests.back("prod"), "queue")),
            900);
      }),
  SUPERSEDED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.canary()), 0);
        return at(
            world,
            60,
            () ->
                client.ask("POST", Scenario.SWITCH, Requests.behind(Requests.swap(), "supersede")),
            900);
      }),
  BUILD(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> Commits.hook(world), 0);
        at(world, 1, () -> Commits.build(client, "1", "5.0.0"), 0);
        return at(world, 10, () -> Commits.build(client, "1", "5.0.1"), 900);
      }),
  BUILD_FAILS(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> Commits.hook(world), 0);
        at(world, 1, () -> Commits.failingBuild(world, client), 0);
        at(world, 2, () -> Commits.build(client, "3", "5.0.2"), 0);
        return tell(world, client, 60, "abort", 900);
      }),
  PIPELINE(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> Pushes.hook(world), 0);
        at(world, 1, () -> Pushes.release(world, client, "3.0.0"), 0);
        return at(world, 600, () -> Pushes.approve(world, client), 1_800);
      }),
  PIPELINE_SUPERSEDED(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> Pushes.hook(world), 0);
        at(world, 1, () -> Pushes.release(world, client, "1.0.0"), 0);
        at(world, 20, () -> Pushes.release(world, client, "3.0.0"), 0);
        at(world, 900, () -> Pushes.approve(world, client), 0);
        return at(world, 1_200, () -> Pushes.approve(world, client), 2_400);
      }),
  TWO_AT_ONCE(
      from -> from.one,
      (world, client) -> {
        at(world, 0, () -> client.ask("POST", Scenario.SHIFT, Requests.canary()), 0);
        at(world, 1, () -> client.ask("POST", Scenario.SWITCH, Requests.swap()), 0);
        at(
            world,
            60,
            () -> client.byHand("deploy", "console-1", Requests.deployment("3.0.0", "prod")),
            0);
        return at(
            world,
            61,
            () -> client.ask("POST", "/stacks/deploytoprodBlue", Requests.image("3.0.0")),
            900);
      });

  private static final String RELEASED = "/stacks/release";
  private static final String ROLLBACK = "/stacks/rollback";
  private static final String SPECIFICATION = "/stacks/" + Requests.APP + "/specification";
  private static final String SHIFT = "/stacks/canaryShift";
  private static final String STATUS = "/stacks/nonprodStatus";
  private static final String BLUE = "/stacks/prodblueStatus";
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

  /** A release that was live once, and has made room in its slot for another. */
  private static ObjectNode toWhatIsGone() {
    return Requests.back("prod").put("version", "3.0.0");
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
}
