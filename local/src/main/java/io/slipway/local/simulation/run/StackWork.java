package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.simulation.World;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What people do to stacks besides releasing, in one run, at any moment of its other work: updates,
 * stops and starts, plans, releases by a file.
 */
final class StackWork {

  private static final int MOST_ACTIONS = 3;
  private static final int LONGEST_SECONDS = 1_500;

  private final World world;
  private final Client client;
  private final RandomGenerator random;
  private final List<String> applications;
  private Duration latest = Duration.ZERO;

  StackWork(World world, Client client, RandomGenerator random, List<String> applications) {
    this.world = world;
    this.client = client;
    this.random = random;
    this.applications = applications.isEmpty() ? List.of(Requests.APP) : applications;
  }

  /** Puts everything on the timeline; says after how long the last of it is asked for. */
  Duration plan() {
    int actions = 1 + random.nextInt(MOST_ACTIONS);
    for (int i = 0; i < actions; i++) {
      next(applications.get(random.nextInt(applications.size())));
    }
    return latest;
  }

  private void next(String application) {
    switch (random.nextInt(8)) {
      case 0, 1, 2 ->
          ask("PUT", "/stacks/" + application + "/specification", changed(Client.body()));
      case 3 -> turn(application, "/stacks/nonprodStatus");
      case 4 -> turn(application, "/stacks/prodblueStatus");
      case 5 -> ask("POST", "/stacks/" + application + "/plan", changed(Client.body()));
      default -> release(application);
    }
  }

  /** Other numbers of tasks, so that stacks change. */
  private ObjectNode changed(ObjectNode body) {
    var tasks = body.putObject("specification").putObject("tasks");
    tasks.putObject("nonProduction").put("min", 1).put("max", 2 + random.nextInt(3));
    tasks.putObject("production").put("min", 2).put("max", 4 + random.nextInt(3));
    return body;
  }

  private void turn(String application, String path) {
    var stop = Client.about(application).put("action", "stop");
    var start = Client.about(application).put("action", "start");
    ask("POST", path, stop);
    if (random.nextInt(3) > 0) {
      ask("POST", path, start);
    }
  }

  private void release(String application) {
    var body = Requests.release().put("applicationName", application);
    body.put("imageTag", List.of("1.0.0", "2.0.0", "3.0.0", "4.0.0").get(random.nextInt(4)));
    if (random.nextBoolean()) {
      body.put("email", "team@example.com");
    }
    ask("POST", "/stacks/release", body);
  }

  /** At any time; one in three lets it wait for what is in its way. */
  private void ask(String method, String path, ObjectNode body) {
    if (random.nextInt(3) == 0 && path.endsWith("Status")) {
      body.put("concurrency", "queue");
    }
    var at = Duration.ofSeconds(1 + random.nextInt(LONGEST_SECONDS));
    latest = latest.compareTo(at) < 0 ? at : latest;
    world.later(at, () -> client.ask(method, path, body));
  }
}
