package io.slipway.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.demo.Operator.Between;
import io.slipway.local.demo.Screen.Ink;
import io.slipway.runtime.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The Peerless story: Cats goes from 1.0.0 to 2.0.1 without a request lost, and back, and past two
 * bad releases.
 */
final class Story {

  private static final String NAME = "Cats";
  private static final String REPOSITORY = "cats";
  private static final String ALARM = "cats-answers-slowly";
  private static final int BAKE = 30;
  private static final Duration UNTIL_ALARM = Duration.ofSeconds(25);
  private static final int SAMPLE = 20;
  private static final int NOT_FOUND = 404;

  private final Bodies bodies;
  private final Operator operator;
  private final Traffic traffic;
  private final Screen screen;

  Story(Bodies bodies, Operator operator, Traffic traffic, Screen screen) {
    this.bodies = bodies;
    this.operator = operator;
    this.traffic = traffic;
    this.screen = screen;
  }

  List<Act> acts() {
    return List.of(
        new Act("Create Cats", this::create),
        new Act("Deploy 1.0.0 to dev, qa and stage", this::deployFirst),
        new Act("Make 1.0.0 live", this::goLive),
        new Act("Deploy 2.0.1 to stage and the idle slot", this::deploySecond),
        new Act("Canary from 1.0.0 to 2.0.1", this::canary),
        new Act("Back to 1.0.0, and forth again", this::backAndForth),
        new Act("2.0.2-rc1 fails its health checks", this::sickRelease),
        new Act("2.0.2 is slow, and rolls back by itself", this::slowRelease),
        new Act("Delete Cats", this::delete));
  }

  /** Plays all of it; says whether everything went as told. */
  boolean play() {
    int number = 0;
    try {
      for (var act : acts()) {
        heading(++number, act.title());
        act.play().run();
      }
    } catch (NotAsTold e) {
      screen.paragraph(Ink.BAD, screen.signs().bad(), "Not as told: " + e.getMessage(), 4);
      return false;
    }
    return traffic.failures().isEmpty();
  }

  private void create() {
    operator.asks("POST", "/stacks", named("create-stack"), "SUCCEEDED");
  }

  private void deployFirst() {
    push("1.0.0", Optional.empty());
    var body = named("deploy").put("imageTag", "1.0.0");
    operator.asks("POST", "/stacks/deploy", body, "SUCCEEDED");
  }

  private void goLive() {
    toIdle("1.0.0", "SUCCEEDED");
    operator.asks(
        "POST", "/stacks/swapProdBlueAndGreen", named("swap").put("bake", BAKE), "SUCCEEDED");
    traffic.phase("1.0.0 is live, 2.0.1 is deployed");
    traffic.to(customersHost());
    expectServedBy("1.0.0");
  }

  private void deploySecond() {
    push("2.0.1", Optional.empty());
    var body = named("deploy").put("environment", "stage").put("imageTag", "2.0.1");
    operator.asks("POST", "/stacks/deploy", body, "SUCCEEDED");
    toIdle("2.0.1", "SUCCEEDED");
    expectServedBy("1.0.0");
  }

  private void canary() {
    operator.moves(
        "/stacks/canaryShift",
        named("canary-shift").put("bake", BAKE),
        new Between("1.0.0", "2.0.1"),
        "Canary to 2.0.1",
        "SUCCEEDED",
        look -> {});
    expectServedBy("2.0.1");
  }

  private void backAndForth() {
    operator.moves(
        "/stacks/rollback",
        named("rollback"),
        new Between("2.0.1", "1.0.0"),
        "Back to 1.0.0",
        "SUCCEEDED",
        look -> {});
    expectServedBy("1.0.0");
    operator.moves(
        "/stacks/swapProdBlueAndGreen",
        named("swap").put("bake", BAKE),
        new Between("1.0.0", "2.0.1"),
        "Forth to 2.0.1",
        "SUCCEEDED",
        look -> {});
    expectServedBy("2.0.1");
  }

  private void sickRelease() {
    traffic.phase("2.0.2-rc1 and 2.0.2 are deployed");
    push("2.0.2-rc1", Optional.of("unhealthy"));
    toIdle("2.0.2-rc1", "FAILED");
    expectServedBy("2.0.1");
  }

  private void slowRelease() {
    push("2.0.2", Optional.empty());
    toIdle("2.0.2", "SUCCEEDED");
    alarm("ok");
    var body = named("canary-shift");
    body.putArray("alarms").add(ALARM);
    var alarm = new LateAlarm();
    operator.moves(
        "/stacks/canaryShift",
        body,
        new Between("2.0.1", "2.0.2"),
        "Canary to 2.0.2",
        "ROLLED_BACK",
        alarm::look);
    // some nodes of a load balancer use the old weights for a few seconds more
    operator.waits(Duration.ofSeconds(10));
    traffic.phase("2.0.1 is live still");
    expectServedBy("2.0.1");
  }

  /** Goes off a while after customers have met the release. */
  private final class LateAlarm {

    private Optional<Instant> due = Optional.empty();
    private boolean off;

    void look(Look look) {
      if (look.share().isPresent() && due.isEmpty()) {
        due = Optional.of(operator.now().plus(UNTIL_ALARM));
      }
      if (!off && due.filter(operator.now()::isAfter).isPresent()) {
        off = true;
        alarm("alarm");
      }
    }
  }

  private void delete() {
    traffic.to("");
    var body = bodies.of("delete-stack").put("stack", NAME).put("deleteImages", true);
    operator.asks("DELETE", "/stacks", body, "SUCCEEDED");
    expect(operator.reads("/stacks/" + NAME).status() == NOT_FOUND, "Cats is still there");
    expect(operator.sees("/hosts").path("hosts").isEmpty(), "a host is left");
    expect(operator.sees("/images").path("images").isEmpty(), "an image is left");
  }

  private void toIdle(String tag, String expected) {
    var body = named("deploy-to-idle").put("imageTag", tag);
    operator.asks("POST", "/stacks/deploytoprodBlue", body, expected);
  }

  private void push(String tag, Optional<String> behaviour) {
    var body = Json.mapper().createObjectNode().put("repository", REPOSITORY).put("tag", tag);
    behaviour.ifPresent(name -> body.put("behaviour", name));
    operator.tells("/local/images", body, "docker push");
  }

  private void alarm(String state) {
    var body = Json.mapper().createObjectNode().put("name", ALARM).put("state", state);
    operator.tells("/local/alarms", body, "CloudWatch");
  }

  private ObjectNode named(String file) {
    return bodies.of(file).put("applicationName", NAME);
  }

  private String customersHost() {
    for (var place : operator.reads("/stacks/" + NAME).body().path("environments")) {
      if (place.path("role").asText().equalsIgnoreCase("live")) {
        return URI.create(place.path("url").asText()).getHost();
      }
    }
    throw new NotAsTold("no slot is live");
  }

  private void expectServedBy(String release) {
    var served = traffic.served(SAMPLE);
    expect(served.equals(List.of(release)), "customers are served by " + served);
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new NotAsTold(otherwise);
    }
  }

  private void heading(int number, String title) {
    var text = "%d  %s ".formatted(number, title);
    var rule = screen.signs().rule().repeat(screen.width() - text.length());
    screen.line("");
    screen.line(screen.ink(Ink.BOLD, text) + screen.ink(Ink.FAINT, rule));
  }
}
