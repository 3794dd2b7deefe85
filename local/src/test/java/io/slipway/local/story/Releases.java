package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.sns.SnsClient;

/** Releases by a file: of production behind one load balancer, and of one that DNS weighs. */
final class Releases {

  static final String PATH = "/stacks/release";

  /** In our own form, with the canary of the seed. */
  private static final String OWN =
      """
      project: phoenix
      services:
        cats:
          targetGroups: [{container: app, containerPort: 80}]
          task: {cpu: 256, memory: 512, containers: [{name: app, ports: [{containerPort: 80}]}]}
      release:
        strategy: [{weight: 10, wait: 70}, {weight: 60, wait: 50}]
        scale: {wait: 60}
        bake: 5m
        notifications: {onSuccess: "SUCCESS", onFail: "FAIL"}
      """;

  private final Scenario scenario;

  Releases(Scenario scenario) {
    this.scenario = scenario;
  }

  private static String topic(String name) {
    return "arn:aws:sns:eu-central-1:123456789012:" + name;
  }

  static String own() {
    return OWN.replace("SUCCESS", topic("releases-good")).replace("FAIL", topic("releases-bad"));
  }

  /** The same with more memory, which is another version of the specification. */
  static String changed() {
    return own().replace("memory: 512", "memory: 1024");
  }

  /** The seed's file, on Fargate. */
  static String file() {
    return Scenario.sample("api/release.json")
        .path("specification")
        .asText()
        .replace("name: cats", "name: Cats");
  }

  /** A request for a new application, or for one that there is. */
  static ObjectNode request(String file, String version) {
    return Production.nothing()
        .put("applicationName", Production.NAME)
        .put("specification", file)
        .put("imageTag", version)
        .put("email", "team@example.com");
  }

  /** The release is asked for: its id. */
  String ask(JsonNode request) {
    var answer = scenario.call("POST", PATH, request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().path("operationId").asText();
  }

  String ask(String version) {
    return ask(request(own(), version));
  }

  JsonNode page(String id) {
    return scenario.get("/operations/" + id);
  }

  String state(String id) {
    return page(id).path("state").asText();
  }

  String message(String id) {
    return page(id).path("message").asText();
  }

  /** Its operations: kind and state. */
  List<String> phases(String id) {
    return StreamSupport.stream(page(id).path("phases").spliterator(), false)
        .map(phase -> phase.path("operation").asText() + " " + phase.path("state").asText())
        .toList();
  }

  Run phase(String id, int number) {
    return new Run(scenario, id + "-" + number);
  }

  /** Until its operation of this number is at work. */
  void runUntil(String id, int number) {
    scenario.runUntil(() -> phases(id).get(number - 1).endsWith(" RUNNING"));
  }

  void abort(String id) {
    var answer = scenario.call("POST", "/operations/" + id + "/abort", Production.nothing());
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  /** As soon as the creation has made the repository. */
  void push(String version, String behaviour) {
    scenario.runUntil(
        () ->
            Optional.ofNullable(scenario.stacks().get("slipway-cats-images"))
                .filter(StackStatus.CREATE_COMPLETE::equals)
                .isPresent());
    scenario.pushImage("cats", version, behaviour);
  }

  /** Until nothing of it is under way any more: how it has ended. */
  String finish(String id) {
    scenario.runUntil(() -> !state(id).equals("RUNNING"));
    scenario.runFor(Duration.ofSeconds(5));
    return state(id);
  }

  void succeeded(String id) {
    assertThat(finish(id)).as(page(id).toString()).isEqualTo("SUCCEEDED");
  }

  /** The first release of a new application has come to its customers. */
  String first(String file, String version) {
    var id = ask(request(file, version));
    push(version, "healthy");
    succeeded(id);
    return id;
  }

  /** What the schedule has done each minute. */
  void everyMinute() {
    for (var function : List.of("Sweep", "StartQueued")) {
      assertThat(scenario.slipway().functions().invoke(function, Production.nothing())).isDone();
    }
  }

  /** The topics that the file names. */
  void topics() {
    var sns = scenario.slipway().clients().get(SnsClient.class);
    sns.createTopic(request -> request.name("releases-good"));
    sns.createTopic(request -> request.name("releases-bad"));
  }

  /** What these were told: topic and subject. */
  List<String> told() {
    return scenario.account().messages().stream()
        .filter(sent -> sent.topicArn().contains(":releases-"))
        .map(
            sent ->
                sent.topicArn().substring(sent.topicArn().lastIndexOf(':') + 1)
                    + ": "
                    + sent.subject())
        .toList();
  }
}
