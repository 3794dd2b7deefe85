package io.slipway.local.story;

import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.status;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.Production.NAME;
import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Place;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Environments run in their hours, and nobody has to think of it. */
final class HoursTest {

  private static final List<String> ALWAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private Scenario scenario;

  @BeforeEach
  void aReleaseInDevAndQa() {
    scenario = DriftTest.watched();
    Asked.createCats(scenario);
    Asked.push(scenario, "1.0.0", "2.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "qa");
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  private Instant now() {
    return scenario.slipway().timeline().clock().instant();
  }

  private static String time(Instant moment) {
    return DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC).format(moment);
  }

  /** Stops in half an hour, and starts two hours later. */
  private ObjectNode hours() {
    var hours =
        nothing()
            .put("timeZone", "UTC")
            .put("start", time(now().plus(Duration.ofMinutes(150))))
            .put("stop", time(now().plus(Duration.ofMinutes(30))));
    hours.set("days", Json.tree(ALWAYS));
    hours.set("environment", Json.tree(List.of("dev", "qa")));
    return hours;
  }

  private void schedule(ObjectNode hours) {
    var answer = scenario.call("PUT", "/stacks/Cats/schedule", hours);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private boolean isStopped(Place place) {
    return ByHand.place(scenario, NAME, place).stopped().isPresent();
  }

  private List<String> changes() {
    return scenario.events(NAME).stream()
        .filter(event -> event.startsWith("ResizeService dev DONE"))
        .toList();
  }

  @Test
  void theyStopAndStartByTheClockOnceEach() {
    schedule(hours());
    assertThat(scenario.get("/stacks/Cats").at("/schedule/timeZone").asText()).isEqualTo("UTC");
    scenario.runFor(Duration.ofMinutes(25));
    assertThat(isStopped(Place.DEV)).isFalse();

    scenario.runFor(Duration.ofMinutes(15));
    assertThat(List.of(isStopped(Place.DEV), isStopped(Place.QA))).containsExactly(true, true);
    scenario.runFor(Duration.ofMinutes(100));
    assertThat(changes()).hasSize(1);

    scenario.runFor(Duration.ofMinutes(30));
    assertThat(List.of(isStopped(Place.DEV), isStopped(Place.QA))).containsExactly(false, false);
    scenario.runFor(Duration.ofHours(19));
    assertThat(changes()).hasSize(2);
    assertThat(scenario.events(NAME)).noneMatch(event -> event.startsWith("DRIFT"));
  }

  @Test
  void whoStartsAnEnvironmentAtNightKeepsItAndWhatWasStoppedByHandStaysSo() {
    schedule(hours());
    succeeded(status(scenario, "stop", "qa"));
    scenario.runFor(Duration.ofMinutes(40));
    assertThat(isStopped(Place.DEV)).isTrue();

    succeeded(status(scenario, "start", "dev"));
    scenario.runFor(Duration.ofMinutes(60));
    assertThat(isStopped(Place.DEV)).isFalse();

    scenario.runFor(Duration.ofMinutes(90));
    assertThat(isStopped(Place.QA)).isTrue();
  }

  @Test
  void itWaitsForWhoeverHasTheLock() {
    var hours = hours();
    schedule(hours);
    scenario.runFor(Duration.ofMinutes(29));
    var deploy =
        scenario.asked("POST", "/stacks/deploy", Asked.deployment("2.0.0", "dev", "stage"));
    scenario.runFor(Duration.ofSeconds(75));

    assertThat(deploy.operation().state().isTerminal()).isFalse();
    assertThat(isStopped(Place.DEV)).isFalse();
    succeeded(deploy.finish());
    scenario.runFor(Duration.ofMinutes(6));

    assertThat(isStopped(Place.DEV)).isTrue();
    assertThat(ByHand.place(scenario, NAME, Place.DEV).release().orElseThrow().version())
        .hasToString("2.0.0");
  }

  @Test
  void whatHasBeenChangedByHandIsLeftAloneAndSaid() {
    schedule(hours());
    new ByHand(scenario).tasks(ByHand.place(scenario, NAME, Place.DEV), 0);
    scenario.runFor(Duration.ofMinutes(60));

    assertThat(scenario.events(NAME).stream().filter("SCHEDULE_SKIPPED"::equals)).hasSize(1);
    assertThat(isStopped(Place.QA)).isFalse();
    new ByHand(scenario).tasks(ByHand.place(scenario, NAME, Place.DEV), 1);
  }

  @Test
  void withoutHoursNothingIsStoppedAndHoursGoWithTheApplication() {
    schedule(hours());
    assertThat(scenario.call("DELETE", "/stacks/Cats/schedule", nothing()).status()).isEqualTo(200);
    scenario.runFor(Duration.ofHours(2));
    assertThat(changes()).isEmpty();

    schedule(hours());
    Asked.deleteCats(scenario);
    Asked.createCats(scenario);
    assertThat(scenario.get("/stacks/Cats").path("schedule").isObject()).isFalse();
    scenario.runFor(Duration.ofHours(2));
    assertThat(changes()).isEmpty();
  }
}
