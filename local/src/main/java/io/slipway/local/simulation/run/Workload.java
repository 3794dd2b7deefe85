package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.local.simulation.Hands;
import io.slipway.local.simulation.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What people and pipelines do in one run: planned by chance, one thing after the other. */
final class Workload {

  private static final int MOST_ACTIONS = 7;
  private static final int SHORT_PAUSE_SECONDS = 240;
  private static final int LONG_PAUSE_SECONDS = 900;
  private static final int AT_ONCE_MILLIS = 2_000;
  private static final List<String> VERSIONS = List.of("1.0.0", "2.0.0", "3.0.0", "3.0.0", "4.0.0");
  static final String ALARM = "orders-errors";

  private final World world;
  private final Client client;
  private final RandomGenerator random;
  private final List<String> applications;
  private final Hands hands;
  private Duration end = Duration.ofSeconds(1);
  private Duration latest = end;
  private int count;

  Workload(World world, Client client, RandomGenerator random, List<String> applications) {
    this.world = world;
    this.client = client;
    this.random = random;
    this.applications = applications;
    this.hands = new Hands(world);
  }

  /** Puts everything on the timeline; says after how long the last of it is asked for. */
  Duration plan() {
    if (applications.isEmpty()) {
      then(() -> client.create("Cats"));
      end = end.plusSeconds(900);
    }
    int actions = 1 + random.nextInt(MOST_ACTIONS);
    for (int i = 0; i < actions; i++) {
      next(applications.isEmpty() ? "Cats" : pick(applications));
      end = end.plus(pause());
    }
    return end.compareTo(latest) < 0 ? latest : end;
  }

  /** Some come at once after the one before, while that is looked at. */
  private Duration pause() {
    return switch (random.nextInt(7)) {
      case 0, 1 -> Duration.ofMillis(random.nextInt(AT_ONCE_MILLIS));
      case 2, 3, 4 -> Duration.ofSeconds(1 + random.nextInt(SHORT_PAUSE_SECONDS));
      default -> Duration.ofSeconds(1 + random.nextInt(LONG_PAUSE_SECONDS));
    };
  }

  /** Something beside what is asked for next, so many seconds after the request before. */
  private void meanwhile(int seconds, Runnable work) {
    var at = end.plusSeconds(seconds);
    until(at);
    world.later(at, work);
  }

  private void until(Duration time) {
    latest = latest.compareTo(time) < 0 ? time : latest;
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void then(Runnable work) {
    world.later(end, work);
  }

  private void next(String application) {
    switch (random.nextInt(21)) {
      case 0, 1, 2, 3 -> deploy(application);
      case 4, 5 -> production(application);
      case 6, 7, 8, 9, 10 -> canary(application);
      case 11, 12 -> swap(application);
      case 13, 14 -> rollback(application);
      case 15, 16, 17 -> control();
      case 18 -> alarm(0);
      case 19 -> console(application);
      default -> rarely(application);
    }
  }

  /** One in five sends its request again as long as it likes, and some at the same time. */
  private void ask(String method, String path, ObjectNode body) {
    choose(body);
    if (method.equals("POST") && random.nextInt(5) == 0) {
      var key = "key-" + ++count;
      var pauses =
          random
              .ints(1 + random.nextInt(2), 1, LONG_PAUSE_SECONDS)
              .mapToObj(Duration::ofSeconds)
              .toList();
      then(() -> client.insist(path, body, key, pauses));
      until(end.plus(pauses.stream().reduce(Duration.ZERO, Duration::plus)));
      if (random.nextInt(3) == 0) {
        world.later(
            end.plusMillis(random.nextInt(AT_ONCE_MILLIS)),
            () -> client.insist(path, body, key, List.of()));
      }
    } else {
      then(() -> client.ask(method, path, body));
    }
  }

  /** What is to become of a request that another operation, or somebody's change, is in the way. */
  private void choose(ObjectNode body) {
    switch (random.nextInt(8)) {
      case 0 -> body.put("concurrency", "queue");
      case 1 -> body.put("concurrency", "supersede");
      default -> {}
    }
    if (!body.has("stack") && random.nextInt(8) == 0) {
      body.put("drift", "adopt");
    }
  }

  private void deploy(String application) {
    var body = Client.about(application).put("imageTag", pick(VERSIONS));
    var environments = body.putArray("environment");
    environments.add(pick(List.of("dev", "qa", "stage")));
    if (random.nextInt(3) == 0) {
      environments.removeAll().add("dev").add("stage");
    }
    ask("POST", "/stacks/deploy", body);
    if (random.nextBoolean()) {
      scale(application, environments.get(0).asText(), 1 + random.nextInt(3));
    }
  }

  /** Autoscaling does what it does while a request is worked on; to nothing it adds nothing. */
  private void scale(String application, String environment, int more) {
    meanwhile(
        10 + random.nextInt(70),
        () ->
            hands
                .service(application, environment)
                .filter(service -> service.desiredCount() > 0)
                .ifPresent(service -> hands.resize(application, service, more)));
  }

  private void production(String application) {
    var body = Client.about(application).put("imageTag", pick(VERSIONS));
    ask(
        "POST",
        random.nextInt(4) == 0 ? "/stacks/deploytoTrainDA" : "/stacks/deploytoprodBlue",
        body);
  }

  private void canary(String application) {
    var body = strategy(application);
    ask("POST", "/stacks/canaryShift", body);
    if (body.has("alarms") && random.nextBoolean()) {
      alarm(random.nextInt(LONG_PAUSE_SECONDS / 2));
    }
    if (random.nextInt(5) == 0) {
      int weight = 1 + random.nextInt(99);
      meanwhile(60 + random.nextInt(300), () -> hands.weigh(application, weight));
    }
  }

  private ObjectNode strategy(String application) {
    var body = Client.about(application);
    var steps = body.putArray("strategy");
    int weight = 0;
    int length = 1 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      weight += 1 + random.nextInt(30);
      var step = steps.addObject().put("weight", weight).put("wait", 5 + random.nextInt(200));
      if (random.nextInt(6) == 0) {
        step.put("approval", true);
      }
    }
    int bake = 1 + random.nextInt(300);
    body.put("bake", bake);
    route(body, bake);
    if (random.nextInt(3) == 0) {
      body.putObject("scale").put("desired", 3 + random.nextInt(2));
    }
    if (random.nextInt(3) == 0) {
      body.putArray("alarms").add(ALARM);
    }
    switch (random.nextInt(6)) {
      case 0 -> Requests.migrate(body, "sleep", random.nextInt(60));
      case 1 -> Requests.migrate(body, "exit", random.nextInt(2));
      case 2 -> Requests.check(body);
      default -> {}
    }
    if (random.nextInt(12) == 0) {
      Requests.compare(body);
    }
    return body;
  }

  /** A third has a rule of its own; which, follows from what was drawn already. */
  static void route(ObjectNode body, int drawn) {
    if (drawn % 6 == 0) {
      body.putObject("route").putObject("cookie").put("name", "canary").put("value", "always");
    } else if (drawn % 6 == 3) {
      var header = body.putObject("route").putObject("header").put("name", "X-Canary");
      header.putArray("values").add("always").add("team-*");
    }
  }

  private void swap(String application) {
    ask(
        "POST",
        "/stacks/swapProdBlueAndGreen",
        Client.about(application).put("bake", 1 + random.nextInt(300)));
  }

  private void rollback(String application) {
    ask(
        "POST",
        "/stacks/rollback",
        Client.about(application).put("environment", pick(List.of("prod", "prod", "dev"))));
  }

  /** Somebody steers whatever runs at the time. */
  private void control() {
    var what = pick(List.of("abort", "abort", "promote", "pause", "resume", "approve"));
    int which = random.nextInt(8);
    then(
        () -> {
          var running = client.running();
          if (!running.isEmpty()) {
            client.tell(running.get(which % running.size()).ref().operationId(), what);
          }
        });
  }

  /** The alarm goes off in so many seconds, and is quiet again some time later. */
  private void alarm(int seconds) {
    meanwhile(seconds, () -> setAlarm(world, StateValue.ALARM));
    meanwhile(seconds + 30 + random.nextInt(300), () -> setAlarm(world, StateValue.OK));
  }

  static void setAlarm(World world, StateValue state) {
    world
        .slipway()
        .clients()
        .get(CloudWatchClient.class)
        .setAlarmState(set -> set.alarmName(ALARM).stateValue(state).stateReason("simulated"));
  }

  /** The alarm that strategies name, as it is before anything goes wrong. */
  static void makeAlarm(World world) {
    world
        .slipway()
        .clients()
        .get(CloudWatchClient.class)
        .putMetricAlarm(put -> put.alarmName(ALARM));
    setAlarm(world, StateValue.OK);
  }

  private void console(String application) {
    var name = "console-" + ++count;
    switch (random.nextInt(3)) {
      case 0 -> then(() -> client.byHand("swap", name, Client.about(application)));
      case 1 -> then(() -> client.byHand("canary-shift", name, strategy(application)));
      default -> {
        var body = Client.about(application).put("imageTag", pick(VERSIONS));
        body.putArray("environment").add("qa");
        then(() -> client.byHand("deploy", name, body));
      }
    }
  }

  private void rarely(String application) {
    switch (random.nextInt(4)) {
      case 3 -> then(() -> hands.swap(application));
      case 0 -> ask("DELETE", "/stacks", Client.body().put("stack", application));
      case 1 -> then(() -> client.create("Dogs"));
      default ->
          then(() -> client.push(application, "5.0.0", pick(List.of(ImageBehaviour.values()))));
    }
  }

  /** The images that requests name: two that are well, one new, one that crashes. */
  static void pushImages(Client client, String application) {
    client.push(application, "1.0.0", ImageBehaviour.HEALTHY);
    client.push(application, "2.0.0", ImageBehaviour.HEALTHY);
    client.push(application, "3.0.0", ImageBehaviour.HEALTHY);
    client.push(application, "4.0.0", ImageBehaviour.CRASHING);
  }

  static String repository(String application) {
    return application.toLowerCase(Locale.ROOT);
  }
}
