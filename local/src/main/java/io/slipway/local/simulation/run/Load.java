package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.OperationState;
import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.local.account.throttling.Quota;
import io.slipway.local.account.throttling.TokenBuckets;
import io.slipway.local.simulation.Blueprint;
import io.slipway.local.simulation.Prepared;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.invariant.Rules;
import io.slipway.local.simulation.mutant.Variation;
import io.slipway.runtime.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Many applications that are deployed to one environment at the same moment, in an account with the
 * quotas of calls that a new one has, and with as many rules of a load balancer as so many
 * applications need.
 */
final class Load {

  private static final Duration LONGEST = Duration.ofHours(4);
  private static final Duration SETTLING = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int AT_ONCE = 50;
  private static final int ACCEPTED = 202;
  private static final int RULES_OF_AN_APPLICATION = 5;
  private static final int LONGEST_PAUSE_MILLIS = 20_000;

  /** Nothing but what callers ask for: no schedules, no events. */
  private static final Variation QUIET =
      new Variation() {
        @Override
        public boolean isTriggered(String functionId) {
          return false;
        }
      };

  private final Blueprint blueprint;
  private final List<Quota> quotas;
  private final long seed;
  private final RandomGenerator random;
  private final List<String> applications;

  /**
   * @param quotas of calls, and of requests to Slipway's own API under the service {@code
   *     execute-api}
   */
  Load(int count, long seed, Blueprint blueprint, List<Quota> quotas) {
    this.blueprint = blueprint;
    this.quotas = quotas;
    this.seed = seed;
    this.random = World.random(seed, "callers");
    var names = new ArrayList<String>();
    for (int i = 1; i <= count; i++) {
      names.add("app%04d".formatted(i));
    }
    this.applications = List.copyOf(names);
  }

  /** Builds the account and has all of them deployed in it. */
  LoadResult run() {
    var prepared = prepare();
    var alone = alone(prepared);
    try (var world = new World(seed, blueprint, prepared, Faults.NONE, false, Variation.NONE)) {
      var client = new Client(world);
      var buckets = new TokenBuckets(quotas, clock(world));
      var retries = world.wire().throttle(buckets);
      world.begin(Rules.fresh(), () -> {});
      Instant began = world.now();
      var operations = new HashMap<String, String>();
      var refused = new long[1];
      for (var name : applications) {
        world.later(
            Duration.ZERO, () -> operations.put(name, deployAtLast(world, buckets, name, refused)));
      }
      boolean ended =
          until(world, () -> operations.size() == applications.size())
              && until(world, () -> isOver(world, client));
      var states = new ArrayList<LoadResult.Ended>();
      operations.values().forEach(id -> states.add(ended(client, id, began)));
      var result =
          new LoadResult(
              applications.size(),
              alone,
              buckets.counts(),
              refused[0],
              retries.retries(),
              retries.givenUp(),
              List.copyOf(states),
              invocations(world));
      world.timeline().runFor(SETTLING);
      if (ended) {
        world.checkAtRest();
      }
      world.checkHistory();
      return result.with(world.violations());
    }
  }

  /** How often the deploys' own machines had a function invoked. */
  private static long invocations(World world) {
    return world.machines().list().stream()
        .flatMap(execution -> world.machines().history(execution.executionArn()).stream())
        .filter(event -> event.type().equals("TaskScheduled"))
        .count();
  }

  /** Every application runs 1.0.0 in dev, and has an image 2.0.0. */
  private Prepared prepare() {
    try (var world = new World(seed, blueprint, Prepared.NOTHING, Faults.NONE, false, QUIET)) {
      var client = new Client(world);
      world.account().loadBalancers().allowRules(RULES_OF_AN_APPLICATION * applications.size());
      for (int from = 0; from < applications.size(); from += AT_ONCE) {
        var some = applications.subList(from, Math.min(from + AT_ONCE, applications.size()));
        some.forEach(name -> world.later(LOOK, () -> create(client, name)));
        settle(world, client);
        succeeded(client);
        for (var name : some) {
          client.push(name, "1.0.0", ImageBehaviour.HEALTHY);
          client.push(name, "2.0.0", ImageBehaviour.HEALTHY);
          world.later(LOOK, () -> accepted(client, "/stacks/deploy", request(name, "1.0.0")));
        }
        settle(world, client);
      }
      succeeded(client);
      return world.prepared(applications);
    }
  }

  /** What one of the deploys takes where nothing else goes on. */
  private LoadResult.Alone alone(Prepared prepared) {
    try (var world = new World(seed, blueprint, prepared, Faults.NONE, false, QUIET)) {
      var client = new Client(world);
      var buckets = new TokenBuckets(quotas.stream().map(Load::wide).toList(), clock(world));
      var unused = world.wire().throttle(buckets);
      world.begin(List.of(), () -> {});
      Instant began = world.now();
      var ids = new ArrayList<String>();
      var name = applications.getFirst();
      world.later(Duration.ZERO, () -> ids.add(deployAtLast(world, buckets, name, new long[1])));
      settle(world, client);
      var counts = new ArrayList<>(buckets.counts().values());
      var calls = new HashMap<Quota, Long>();
      for (int i = 0; i < quotas.size(); i++) {
        calls.put(quotas.get(i), counts.get(i).passed());
      }
      return new LoadResult.Alone(calls, ended(client, ids.getFirst(), began).after());
    }
  }

  /** A bucket that never runs dry. */
  private static Quota wide(Quota quota) {
    return new Quota(
        quota.name(), quota.service(), quota.actions(), Integer.MAX_VALUE, 1, quota.source());
  }

  private static Clock clock(World world) {
    return world.timeline().clock();
  }

  private static LoadResult.Ended ended(Client client, String operationId, Instant began) {
    var operation = client.find(operationId).orElseThrow();
    return new LoadResult.Ended(
        operation.state().name(),
        operation.endedAt().map(time -> Duration.between(began, time)).orElse(LONGEST));
  }

  private static void create(Client client, String name) {
    var request = Client.about(name).put("email", "team@example.com");
    request.putObject("environments").put("training", false).put("da", false);
    accepted(client, "/stacks", request);
  }

  private static void accepted(Client client, String path, ObjectNode request) {
    if (client.ask("POST", path, request).isEmpty()) {
      throw new IllegalStateException(path + " refuses " + request);
    }
  }

  private static ObjectNode request(String name, String version) {
    var body = Client.about(name).put("imageTag", version);
    body.putArray("environment").add("dev");
    return body;
  }

  /** As a pipeline does: asks again where it is told 429 or 503, with the same key. */
  private String deployAtLast(World world, TokenBuckets buckets, String name, long[] refused) {
    var key = Map.of("idempotency-key", "deploy-" + name);
    for (int attempt = 0; ; attempt++) {
      if (buckets.take("execute-api", "POST")) {
        var answer =
            world.slipway().call("POST", "/stacks/deploy", Json.text(request(name, "2.0.0")), key);
        if (answer.status() == ACCEPTED) {
          return answer.json().path("operationId").asText();
        }
        if (answer.status() < 500) {
          throw new IllegalStateException(name + ": " + answer.text());
        }
      }
      refused[0]++;
      int most = Math.min(LONGEST_PAUSE_MILLIS, 1_000 << Math.min(attempt, 10));
      world.park(Duration.ofMillis(1 + random.nextInt(most)));
    }
  }

  private static void succeeded(Client client) {
    for (var id : client.started()) {
      var operation = client.find(id).orElseThrow();
      if (operation.state() != OperationState.SUCCEEDED) {
        throw new IllegalStateException(
            "a quiet run does not succeed: %s %s %s: %s"
                .formatted(
                    operation.kind(),
                    operation.ref().applicationName(),
                    operation.state(),
                    operation.message()));
      }
    }
  }

  private static void settle(World world, Client client) {
    world.timeline().runFor(Duration.ofMinutes(1));
    if (!until(world, () -> isOver(world, client))) {
      throw new IllegalStateException("a quiet run does not get done");
    }
  }

  private static boolean isOver(World world, Client client) {
    return Preparation.nothingRuns(world) && client.running().isEmpty();
  }

  private static boolean until(World world, java.util.function.BooleanSupplier done) {
    var latest = world.now().plus(LONGEST);
    while (!done.getAsBoolean()) {
      if (world.now().isAfter(latest)) {
        return false;
      }
      world.timeline().runFor(LOOK);
    }
    return true;
  }
}
