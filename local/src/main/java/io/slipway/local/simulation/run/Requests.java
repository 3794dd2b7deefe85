package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is asked for in scenarios. */
final class Requests {

  static final String APP = "Cats";

  private Requests() {}

  /** An application whose slots DNS weighs. */
  static ObjectNode creationBehindPair() {
    return Client.creation(APP).set("specification", Pair.specification());
  }

  static ObjectNode image(String tag) {
    return Client.about(APP).put("imageTag", tag);
  }

  static ObjectNode deployment(String tag, String... environments) {
    var body = image(tag);
    var list = body.putArray("environment");
    for (var environment : environments) {
      list.add(environment);
    }
    return body;
  }

  static ObjectNode canary() {
    var body = Client.about(APP).put("bake", 30);
    body.putArray("alarms").add(Workload.ALARM);
    var steps = body.putArray("strategy");
    steps.addObject().put("weight", 10).put("wait", 70);
    steps.addObject().put("weight", 60).put("wait", 50);
    return body;
  }

  static ObjectNode routed() {
    var body = canary();
    Workload.route(body, 0);
    return body;
  }

  static ObjectNode approved() {
    var body = canary();
    ((ObjectNode) body.path("strategy").get(0)).put("approval", true);
    return body;
  }

  static ObjectNode swap() {
    return Client.about(APP).put("bake", 60);
  }

  /** A canary that has to pass every gate there is. */
  static ObjectNode gated() {
    var body = checked(canary());
    compare(body);
    return body;
  }

  /** Adds what has to be well before any traffic moves. */
  static ObjectNode checked(ObjectNode body) {
    migrate(body, "sleep", 20);
    check(body);
    return body;
  }

  static void migrate(ObjectNode body, String what, int number) {
    var migration = body.putObject("migration").put("timeout", 300);
    migration.putArray("command").add(what).add(Integer.toString(number));
  }

  static void check(ObjectNode body) {
    body.putObject("check").put("path", "/version").put("timeout", 5);
  }

  static void compare(ObjectNode body) {
    body.putObject("compare").put("maxErrorRate", 1).put("minRequests", 1);
  }

  static ObjectNode action(String action) {
    return Client.about(APP).put("action", action);
  }

  static ObjectNode adopting(ObjectNode body) {
    return body.put("drift", "adopt");
  }

  static ObjectNode behind(ObjectNode body, String concurrency) {
    return body.put("concurrency", concurrency);
  }

  /** Another highest number of tasks, everywhere: stacks change, and nothing that runs. */
  static ObjectNode update() {
    var body = Client.body();
    var tasks = body.putObject("specification").putObject("tasks");
    tasks.putObject("nonProduction").put("min", 1).put("max", 3);
    tasks.putObject("production").put("min", 2).put("max", 6);
    return body;
  }

  /** A release by a file that changes the stacks, with a canary. */
  static ObjectNode release() {
    return image("3.0.0")
        .put(
            "specification",
            """
            services:
              app:
                task: {cpu: 256, memory: 512, containers: [{name: app, ports: [{containerPort: 80}]}]}
                targetGroups: [{container: app, containerPort: 80, healthCheck: {path: /health}}]
                scaling: {nonProduction: {min: 1, max: 3}, production: {min: 2, max: 6}}
            release:
              strategy: [{weight: 10, wait: 70}, {weight: 60, wait: 50}]
              scale: {wait: 10}
              bake: 30
            """);
  }

  /** The first release of a new application. */
  static ObjectNode firstRelease() {
    return release().put("imageTag", "1.0.0").put("email", "team@example.com");
  }

  static ObjectNode back(String environment) {
    return Client.about(APP).put("environment", environment);
  }
}
