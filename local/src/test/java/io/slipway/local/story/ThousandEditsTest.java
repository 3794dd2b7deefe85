package io.slipway.local.story;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.TrafficRoute;
import io.slipway.store.Event;
import io.slipway.store.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A thousand random changes past Slipway, some of them at the same time. Each is found within a
 * minute, logged once, left alone by whoever asks for an operation, and logged once more when it is
 * gone.
 */
class ThousandEditsTest {

  private static final int EDITS = 1000;
  private static final long SEED = 20260131;
  private static final int MOST_AT_ONCE = 5;
  private static final Duration PERIOD = Duration.ofSeconds(60);
  private static final List<String> APPLICATIONS = List.of("Ants", "Bees", "Cats");
  private static final List<Place> PLACES =
      List.of(Place.DEV, Place.STAGE, Place.PROD1, Place.PROD2);

  private final Random random = new Random(SEED);
  private Scenario scenario;
  private ByHand hand;
  private final Map<String, String> otherRevision = new TreeMap<>();
  private final Set<String> kinds = new TreeSet<>();

  /** One change: what it was, when, and how to put it back. */
  private record Edit(InventoryEntry entry, String kind, Instant at, Runnable back) {}

  @Test
  void areEachFoundWithinAMinuteAndLoggedOnce() {
    try (var begun = DriftTest.watched()) {
      scenario = begun;
      hand = new ByHand(scenario);
      APPLICATIONS.forEach(this::prepare);
      int made = 0;
      var slowest = Duration.ZERO;
      while (made < EDITS) {
        var edits = edits(Math.min(EDITS - made, 1 + random.nextInt(MOST_AT_ONCE)));
        scenario.runFor(PERIOD);
        for (var edit : edits) {
          var found = only(edit, "DRIFT", edit.at());
          var took = Duration.between(edit.at(), found.time());
          assertThat(took).as(edit.toString()).isLessThanOrEqualTo(PERIOD);
          slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }
        leftAlone(edits.get(random.nextInt(edits.size())));
        scenario.runFor(settling(edits));
        var back = now();
        edits.forEach(edit -> edit.back().run());
        scenario.runFor(PERIOD);
        edits.forEach(edit -> only(edit, "DRIFT_GONE", back));
        made += edits.size();
      }
      assertThat(made).isEqualTo(EDITS);
      assertThat(slowest).isBetween(Duration.ofSeconds(50), PERIOD);
      assertThat(kinds)
          .containsExactly("deleted", "preview", "revision", "rule", "tasks", "weights");
      assertThat(APPLICATIONS).allSatisfy(this::countsAddUp);
    }
  }

  private int logged;

  private void countsAddUp(String application) {
    long drifts =
        all(application).stream().filter(event -> event.what().startsWith("DRIFT")).count();
    assertThat(drifts).isEven();
    logged += (int) drifts / 2;
    if (application.equals(APPLICATIONS.getLast())) {
      assertThat(logged).isEqualTo(EDITS);
    }
  }

  private void prepare(String application) {
    assertThat(scenario.createStack(application).finish().outcome()).isEqualTo(SUCCEEDED);
    var repository = application.toLowerCase(java.util.Locale.ROOT);
    for (var tag : List.of("1.0.0", "2.0.0", "3.0.0")) {
      scenario.pushImage(repository, tag, "healthy");
    }
    deploy(application, "1.0.0", "dev", "stage", "prod");
    succeeded("/stacks/swapProdBlueAndGreen", nothing().put("applicationName", application));
    deploy(application, "2.0.0", "prod");
    for (var place : PLACES) {
      var entry = ByHand.place(scenario, application, place);
      otherRevision.put(name(entry), hand.release(entry, "3.0.0"));
    }
  }

  private void deploy(String application, String tag, String... environments) {
    var request = nothing().put("applicationName", application).put("imageTag", tag);
    request.set("environment", io.slipway.runtime.Json.tree(environments));
    succeeded("/stacks/deploy", request);
  }

  private void succeeded(String path, com.fasterxml.jackson.databind.JsonNode request) {
    var run = scenario.asked("POST", path, request).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  /** Changes of different places at different moments of the coming minute. */
  private List<Edit> edits(int count) {
    var edits = new ArrayList<Edit>();
    var places = new HashSet<String>();
    while (edits.size() < count) {
      var application = APPLICATIONS.get(random.nextInt(APPLICATIONS.size()));
      var place = PLACES.get(random.nextInt(PLACES.size()));
      if (places.add(application + place)) {
        scenario.runFor(Duration.ofMillis(random.nextInt(12_000)));
        edits.add(edit(ByHand.place(scenario, application, place)));
      }
    }
    return edits;
  }

  private Edit edit(InventoryEntry entry) {
    var at = now();
    var slot = entry.place().isSlot();
    return switch (random.nextInt(8)) {
      case 0, 1 -> edit(entry, slot ? rule(entry) : "rule", at, weights(entry));
      case 2, 3 -> edit(entry, "revision", at, revision(entry));
      case 4 -> edit(entry, "deleted", at, deleted(entry));
      default -> edit(entry, "tasks", at, tasks(entry));
    };
  }

  private Edit edit(InventoryEntry entry, String kind, Instant at, Runnable back) {
    kinds.add(kind);
    return new Edit(entry, kind, at, back);
  }

  private static String rule(InventoryEntry entry) {
    return own(entry).equals(entry.address().rule()) ? "weights" : "preview";
  }

  private Runnable weights(InventoryEntry entry) {
    var rule = own(entry);
    var before = hand.weights(rule);
    var after = new TreeMap<String, Integer>();
    if (before.size() > 1) {
      int share = 1 + random.nextInt(99);
      before.forEach((group, weight) -> after.put(group, weight > 0 ? 100 - share : share));
    } else {
      after.put(
          ByHand.place(scenario, entry.application().value(), Place.QA).address().targetGroup(),
          100);
    }
    hand.weights(rule, after);
    return () -> hand.weights(rule, before);
  }

  private Runnable revision(InventoryEntry entry) {
    var before = entry.taskDefinition().orElseThrow();
    hand.taskDefinition(entry, otherRevision.get(name(entry)));
    return () -> hand.taskDefinition(entry, before);
  }

  /** None, or more than autoscaling may have. */
  private Runnable tasks(InventoryEntry entry) {
    int before = hand.service(entry).desiredCount();
    boolean idle = entry.role().filter(io.slipway.domain.Role.IDLE::equals).isPresent();
    hand.tasks(entry, random.nextBoolean() && !idle ? 0 : 30 + random.nextInt(9));
    return () -> hand.tasks(entry, before);
  }

  private Runnable deleted(InventoryEntry entry) {
    Service before = hand.service(entry);
    hand.deleteService(entry);
    return () -> hand.createService(before);
  }

  /** A service that was deleted cannot be made again while its tasks drain. */
  private static Duration settling(List<Edit> edits) {
    return edits.stream().anyMatch(edit -> edit.kind().equals("deleted"))
        ? Duration.ofMinutes(5)
        : Duration.ofSeconds(1);
  }

  /** An operation that does not say what is to become of the change does not begin. */
  private void leftAlone(Edit edit) {
    var entry = edit.entry();
    var before = look(entry);
    var request =
        nothing().put("applicationName", entry.application().value()).put("imageTag", "3.0.0");
    request.put("environment", entry.place().environment().toString());
    var refused = scenario.call("POST", "/stacks/deploy", request);
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.json().path("type").asText()).endsWith(":drifted");
    assertThat(look(entry)).isEqualTo(before);
  }

  private String look(InventoryEntry entry) {
    var service = hand.service(entry);
    return hand.weights(own(entry))
        + service.status()
        + service.taskDefinition()
        + service.desiredCount();
  }

  /** The only event of this kind since then about the place. */
  private Event only(Edit edit, String what, Instant since) {
    var about =
        new Events(scenario.platform())
                .newestFirst(edit.entry().application(), Optional.of(since), 100, Optional.empty())
                .events()
                .stream()
                .filter(event -> event.what().startsWith("DRIFT"))
                .filter(event -> event.message().startsWith(edit.entry().place() + " "))
                .toList();
    assertThat(about)
        .as(edit.toString())
        .singleElement()
        .matches(event -> event.what().equals(what));
    return about.getFirst();
  }

  private List<Event> all(String application) {
    var events = new ArrayList<Event>();
    var next = Optional.<String>empty();
    do {
      var page =
          new Events(scenario.platform())
              .newestFirst(new ApplicationName(application), Optional.empty(), 100, next);
      events.addAll(page.events());
      next = page.next();
    } while (next.isPresent());
    return events;
  }

  private Instant now() {
    return scenario.slipway().timeline().clock().instant();
  }

  private static String name(InventoryEntry entry) {
    return entry.application() + " " + entry.place();
  }

  private static String own(InventoryEntry entry) {
    return entry.ownRoute().map(TrafficRoute::resources).orElseThrow().getFirst();
  }
}
