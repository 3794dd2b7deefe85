package traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.LocalSlipway;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Brings new releases to applications, and knows which of them may answer meanwhile. */
final class Releases {

  /** The last node takes the last change of weights within five seconds. */
  private static final Duration UNTIL_ALL_NODES_KNOW = Duration.ofSeconds(10);

  private static final Consumer<String> NOTHING = operation -> {};

  private final LocalSlipway slipway;
  private final Operations operations;

  /** How many of each kind have ended how. */
  final Tally ended = new Tally();

  Releases(LocalSlipway slipway) {
    this.slipway = slipway;
    this.operations = new Operations(slipway);
  }

  /** Creates an application with a release in each slot. */
  void prepare(Application application) {
    var tasks = Map.of("production", Map.of("min", 2, "max", 4));
    var create =
        Map.of(
            "applicationName",
            application.name,
            "email",
            "team@example.com",
            "specification",
            Map.of("tasks", tasks));
    require(operations.run("/stacks", Json.tree(create)));
    deploy(application);
    require(swap(application));
    deploy(application);
  }

  private static void require(String outcome) {
    if (!outcome.equals("SUCCEEDED")) {
      throw new IllegalStateException("it ended " + outcome);
    }
  }

  void work(Application application, Job job) {
    if (job != Job.SWAP) {
      ended.count("deploy " + deploy(application));
    }
    var outcome =
        switch (job) {
          case SWAP -> swap(application);
          case CANARY ->
              move(
                  application,
                  "canaryShift",
                  Map.of("strategy", List.of(step(10, 10), step(50, 10)), "bake", 5),
                  NOTHING);
          case ABORT -> aborted(application);
          case ALARM -> alarmed(application);
          case ROLLBACK -> {
            ended.count("swap " + swap(application));
            yield move(application, "rollback", Map.of("environment", "prod"), NOTHING);
          }
        };
    ended.count(job.name().toLowerCase(Locale.ROOT) + " " + outcome);
  }

  private static Map<String, Integer> step(int weight, int wait) {
    return Map.of("weight", weight, "wait", wait);
  }

  /** A new release for the idle slot. */
  private String deploy(Application application) {
    var tag = application.nextTag();
    var image = Json.tree(Map.of("repository", application.name, "tag", tag));
    slipway.call("POST", "/local/images", image);
    var body = Json.tree(Map.of("applicationName", application.name, "imageTag", tag));
    var outcome = operations.run("/stacks/deploytoprodBlue", body);
    look(application);
    return outcome;
  }

  private String swap(Application application) {
    return move(application, "swapProdBlueAndGreen", Map.of("bake", 5), NOTHING);
  }

  private String aborted(Application application) {
    return move(
        application,
        "canaryShift",
        Map.of("strategy", List.of(step(50, 600))),
        operation -> {
          operations.awaitShift(operation);
          operations.abort(operation);
        });
  }

  private String alarmed(Application application) {
    set(application.name, "ok");
    var outcome =
        move(
            application,
            "canaryShift",
            Map.of("strategy", List.of(step(50, 600)), "alarms", List.of(application.name)),
            operation -> {
              operations.awaitShift(operation);
              set(application.name, "alarm");
            });
    set(application.name, "ok");
    return outcome;
  }

  private void set(String alarm, String state) {
    slipway.call("POST", "/local/alarms", Json.tree(Map.of("name", alarm, "state", state)));
  }

  /** Moves traffic; from the request on both releases may answer. */
  private String move(
      Application application, String route, Map<String, ?> more, Consumer<String> meanwhile) {
    look(application);
    application.expected = Set.of(application.live, application.idle);
    var body = new HashMap<String, Object>(more);
    body.put("applicationName", application.name);
    var outcome = operations.run("/stacks/" + route, Json.tree(body), meanwhile);
    operations.pause(UNTIL_ALL_NODES_KNOW);
    look(application);
    application.expected = Set.of(application.live);
    return outcome;
  }

  /** What the inventory says is live, and idle. */
  private void look(Application application) {
    for (var place : inventory(application).path("environments")) {
      var version = place.path("version").asText("");
      switch (place.path("role").asText("").toLowerCase(Locale.ROOT)) {
        case "live" -> application.live = version;
        case "idle" -> application.idle = version;
        default -> {}
      }
    }
  }

  private JsonNode inventory(Application application) {
    var page = slipway.call("GET", "/stacks/" + application.name, "");
    while (page.status() != 200) {
      page = slipway.call("GET", "/stacks/" + application.name, "");
    }
    return page.json();
  }
}
