package io.slipway.local.simulation.run;

import io.slipway.local.simulation.Blueprint;
import io.slipway.local.simulation.Prepared;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.mutant.Variation;
import java.time.Duration;
import java.util.List;

/**
 * Builds, once in a process and always alike, the accounts that runs begin with: everything
 * installed and no application, one, or three.
 */
final class Preparation {

  private static final long SEED = 0;
  private static final Duration LONGEST = Duration.ofHours(3);

  final Blueprint blueprint;
  final Prepared none;
  final Prepared one;
  final Prepared three;

  /** As {@link #none}, with two load balancers and a zone for names that weigh them. */
  final Prepared pair;

  /** With an application behind them: {@code 1.0.0} live, {@code 2.0.0} beside it. */
  final Prepared weighed;

  /** As {@link #one}, with {@code 2.0.0} live and {@code 1.0.0} beside it. */
  final Prepared swapped;

  Preparation(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.none = build(List.of());
    this.one = build(List.of("Cats"));
    this.three = build(List.of("Cats", "Dogs-shop", "owls"));
    this.swapped = swapped(one);
    this.pair = pair(none);
    this.weighed = weighed(pair);
  }

  private Prepared build(List<String> applications) {
    try (var world =
        new World(SEED, blueprint, Prepared.NOTHING, Faults.NONE, false, Variation.NONE)) {
      var client = new Client(world);
      Workload.makeAlarm(world);
      applications.forEach(name -> world.later(Duration.ofSeconds(1), () -> client.create(name)));
      settle(world, client);
      for (var name : applications) {
        Workload.pushImages(client, name);
        toIdle(world, client, name, "1.0.0");
        world.later(Duration.ofSeconds(1), () -> client.ask("POST", "/stacks/deploy", lower(name)));
      }
      settle(world, client);
      swap(world, client, applications);
      applications.forEach(name -> toIdle(world, client, name, "3.0.0"));
      settle(world, client);
      swap(world, client, applications);
      swap(world, client, applications);
      applications.forEach(name -> toIdle(world, client, name, "2.0.0"));
      settle(world, client);
      return world.prepared(applications);
    }
  }

  private Prepared pair(Prepared before) {
    try (var world = new World(SEED, blueprint, before, Faults.NONE, false, Variation.NONE)) {
      Pair.make(world);
      return world.prepared(before.applications());
    }
  }

  private Prepared weighed(Prepared before) {
    var applications = List.of(Requests.APP);
    try (var world = new World(SEED, blueprint, before, Faults.NONE, false, Variation.NONE)) {
      var client = new Client(world);
      world.later(
          Duration.ofSeconds(1),
          () -> client.ask("POST", "/stacks", Requests.creationBehindPair()));
      settle(world, client);
      Workload.pushImages(client, Requests.APP);
      toIdle(world, client, Requests.APP, "1.0.0");
      settle(world, client);
      swap(world, client, applications);
      toIdle(world, client, Requests.APP, "2.0.0");
      settle(world, client);
      return world.prepared(applications);
    }
  }

  private Prepared swapped(Prepared before) {
    try (var world = new World(SEED, blueprint, before, Faults.NONE, false, Variation.NONE)) {
      swap(world, new Client(world), before.applications());
      return world.prepared(before.applications());
    }
  }

  private static void swap(World world, Client client, List<String> applications) {
    for (var name : applications) {
      world.later(
          Duration.ofSeconds(1),
          () ->
              client.ask(
                  "POST", "/stacks/swapProdBlueAndGreen", Client.about(name).put("bake", 1)));
    }
    settle(world, client);
  }

  private static void toIdle(World world, Client client, String name, String version) {
    world.later(
        Duration.ofSeconds(1),
        () ->
            client.ask(
                "POST", "/stacks/deploytoprodBlue", Client.about(name).put("imageTag", version)));
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode lower(String name) {
    var body = Client.about(name).put("imageTag", "1.0.0");
    body.putArray("environment").add("dev").add("qa").add("stage");
    return body;
  }

  private static void settle(World world, Client client) {
    int asked = client.started().size();
    world.timeline().runFor(Duration.ofMinutes(2));
    boolean ended =
        world.timeline().runUntil(() -> nothingRuns(world) && client.running().isEmpty(), LONGEST);
    var failed =
        client.started().stream()
            .map(id -> client.find(id).orElseThrow())
            .filter(operation -> !operation.state().name().equals("SUCCEEDED"))
            .findFirst();
    if (!ended || failed.isPresent()) {
      throw new IllegalStateException(
          "a quiet run does not get done: after %d requests, %s".formatted(asked, failed));
    }
  }

  static boolean nothingRuns(World world) {
    return world.isIdle();
  }
}
