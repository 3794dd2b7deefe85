package io.slipway.local.story;

import static io.slipway.local.story.Production.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Drift;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.local.Setup;
import io.slipway.local.account.Fault;
import io.slipway.local.data.memory.MemoryTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Somebody changes things past Slipway, and Slipway finds it, says it once, and leaves it alone.
 */
class DriftTest {

  private static final Duration PERIOD = Duration.ofSeconds(60);

  static Scenario watched() {
    return Scenario.begin(
        Setup.virtual().withSchedules(true).withTables(folder -> new MemoryTables()));
  }

  private static List<String> drifts(Scenario scenario) {
    return scenario.events(NAME).stream().filter(event -> event.startsWith("DRIFT")).toList();
  }

  private static String drift(InventoryEntry entry) {
    return entry.drift().map(Drift::toString).orElse("none");
  }

  @Test
  void nothingDriftsWhileOnlySlipwayIsAtWork() {
    try (var scenario = watched()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      Asked.deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "qa", "stage");
      production.canaryShift().finish();
      Asked.rollback(scenario, "prod");
      Asked.deploy(scenario, "/stacks/deploy", "2.0.1", "dev");
      Asked.rollback(scenario, "dev");
      scenario.runFor(Duration.ofMinutes(30));

      assertThat(drifts(scenario)).isEmpty();
      Asked.deleteCats(scenario);
    }
  }

  @Test
  void whatComesBackIsAsTheInventorySays() {
    try (var scenario = watched()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      scenario.pushImage("cats", "6.6.6", "crashing");
      Asked.deploy(scenario, "/stacks/deploy", "1.0.0", "dev");
      Asked.deploy(scenario, "/stacks/deploy", "6.6.6", "dev", "qa", "prod");
      var canary = production.canaryShift();
      production.runUntil("prod1 10, prod2 90");
      production.tell(canary, "abort");
      canary.finish();
      var stopped = production.canaryShift();
      production.runUntil("prod1 10, prod2 90");
      scenario.slipway().machines().list().stream()
          .map(io.slipway.local.asl.ExecutionStatus::executionArn)
          .filter(arn -> arn.endsWith(":" + stopped.id()))
          .forEach(arn -> scenario.slipway().machines().stop(arn, "Stopped", "by hand"));
      stopped.finish();
      scenario.runFor(Duration.ofMinutes(10));

      assertThat(drifts(scenario)).isEmpty();
    }
  }

  @Test
  void weightsThatWereChangedByHandAreFoundAndLoggedOnce() {
    try (var scenario = watched()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var hand = new ByHand(scenario);
      var live = production.slot(Role.LIVE);
      var rule = live.address().rule();
      var before = hand.weights(rule);

      production.changeByHand(50);
      scenario.runFor(PERIOD);

      assertThat(drift(production.slot(Role.LIVE)))
          .isEqualTo(
              "the weights of its host are to be Cats-prod1 0, Cats-prod2 100, but are Cats-prod1"
                  + " 50, Cats-prod2 50");
      assertThat(drift(production.slot(Role.IDLE))).isEqualTo("none");
      scenario.runFor(Duration.ofMinutes(10));
      assertThat(drifts(scenario)).containsExactly("DRIFT");
      assertThat(scenario.get("/stacks").path("applications").get(0).path("drifted").asBoolean())
          .isTrue();
      assertThat(scenario.get("/stacks/" + NAME).path("environments").toString())
          .contains("\"kind\":\"WEIGHTS\"", "Cats-prod1 50, Cats-prod2 50");

      hand.weights(rule, before);
      scenario.runFor(PERIOD);
      assertThat(drifts(scenario)).containsExactly("DRIFT", "DRIFT_GONE");
      assertThat(drift(production.slot(Role.LIVE))).isEqualTo("none");
      assertThat(scenario.get("/stacks").path("applications").get(0).path("drifted").asBoolean())
          .isFalse();
    }
  }

  @Test
  void aDriftThatChangesIsLoggedAgain() {
    try (var scenario = watched()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var hand = new ByHand(scenario);
      var live = production.slot(Role.LIVE);

      hand.tasks(live, 9);
      scenario.runFor(PERIOD);
      var since = production.slot(Role.LIVE).drift().orElseThrow().since();
      hand.tasks(live, 8);
      scenario.runFor(PERIOD);

      assertThat(drifts(scenario)).containsExactly("DRIFT", "DRIFT");
      assertThat(production.slot(Role.LIVE).drift().orElseThrow().since()).isEqualTo(since);
      hand.tasks(live, 2);
    }
  }

  @Test
  void whatAnOperationChangesIsNoDrift() {
    try (var scenario = watched()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift();
      production.runUntil("prod1 10, prod2 90");
      scenario.runFor(PERIOD);

      assertThat(drifts(scenario)).isEmpty();
      run.finish();
    }
  }

  @Test
  void aServiceThatWasDeletedIsMissed() {
    try (var scenario = watched()) {
      Asked.createCats(scenario);
      Asked.push(scenario, "1.0.0");
      Asked.deploy(scenario, "/stacks/deploy", "1.0.0", "qa");
      var hand = new ByHand(scenario);
      var qa = ByHand.place(scenario, NAME, Place.QA);
      var service = hand.service(qa);

      hand.deleteService(qa);
      scenario.runFor(PERIOD);
      assertThat(drift(ByHand.place(scenario, NAME, Place.QA)))
          .isEqualTo("the service is to be Cats-qa, but is missing");

      hand.createService(service);
      scenario.runFor(PERIOD);
      assertThat(drifts(scenario)).containsExactly("DRIFT", "DRIFT_GONE");
    }
  }

  @Test
  void aRuleThatPointsElsewhereIsFound() {
    try (var scenario = watched()) {
      Asked.createCats(scenario);
      var hand = new ByHand(scenario);
      var dev = ByHand.place(scenario, NAME, Place.DEV);
      var qa = ByHand.place(scenario, NAME, Place.QA);

      hand.weights(dev.address().rule(), Map.of(qa.address().targetGroup(), 100));
      scenario.runFor(PERIOD);

      assertThat(drift(ByHand.place(scenario, NAME, Place.DEV)))
          .isEqualTo("the weights of its host are to be Cats-dev 100, but are Cats-qa 100");
      hand.weights(dev.address().rule(), Map.of(dev.address().targetGroup(), 100));
    }
  }

  @Test
  void aStoppedEnvironmentIsFound() {
    try (var scenario = watched()) {
      Asked.createCats(scenario);
      Asked.push(scenario, "1.0.0");
      Asked.deploy(scenario, "/stacks/deploy", "1.0.0", "stage");
      new ByHand(scenario).tasks(ByHand.place(scenario, NAME, Place.STAGE), 0);
      scenario.runFor(PERIOD);

      assertThat(drift(ByHand.place(scenario, NAME, Place.STAGE)))
          .isEqualTo("the number of tasks is to be 1 to 2, but is 0");
    }
  }

  @Test
  void whatAwsIsTooBusyToTellIsFoundInTheNextMinute() {
    try (var scenario = watched()) {
      Asked.createCats(scenario);
      var dev = ByHand.place(scenario, NAME, Place.DEV);
      var qa = ByHand.place(scenario, NAME, Place.QA);
      new ByHand(scenario).weights(dev.address().rule(), Map.of(qa.address().targetGroup(), 100));
      scenario.account().calls().inject(Faults.throttling("DescribeServices", "FindDrift"));
      scenario.runFor(PERIOD);
      assertThat(drifts(scenario)).isEmpty();

      scenario.account().calls().inject(Fault.NONE);
      scenario.runFor(PERIOD);
      assertThat(drifts(scenario)).containsExactly("DRIFT");
    }
  }

  @Test
  void itsSubscribersAreToldOnce() {
    try (var scenario = watched()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var hand = new ByHand(scenario);
      var live = production.slot(Role.LIVE);
      hand.tasks(live, 0);
      scenario.runFor(Duration.ofMinutes(5));

      assertThat(scenario.account().messages())
          .filteredOn(sent -> sent.topicArn().endsWith(":slipway-Cats-prod"))
          .filteredOn(sent -> sent.subject().equals("Cats: prod was changed past Slipway"))
          .singleElement()
          .satisfies(
              sent ->
                  assertThat(sent.message())
                      .startsWith("prod2: the number of tasks is to be ")
                      .contains("but is 0.\n\nSlipway has left it as it is."));
      hand.tasks(live, 2);
      scenario.runFor(PERIOD);
    }
  }
}
