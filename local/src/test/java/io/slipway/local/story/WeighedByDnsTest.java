package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.NEEDS_ATTENTION;
import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.local.account.CallRecorder;
import io.slipway.local.account.names.SimulatedRoute53;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traffic of production that moves by weighted records of two load balancers. */
final class WeighedByDnsTest {

  private static final String ALL_ON_PROD2 = "prod1 0, prod2 100";

  @Test
  void flawC4_flawC10_anApplicationIsBornWithAllWeightOnItsFirstSlotInEveryZoneOfItsNames() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.prepared(scenario);
      var run = names.create(WeighedNames.ALL).finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(names.records())
          .containsExactlyInAnyOrder(
              "weighed.test. A slipway-cats-prod1 100",
              "weighed.test. A slipway-cats-prod2 0",
              "weighed.test. A slipway-cats-prod1 100 private",
              "weighed.test. A slipway-cats-prod2 0 private",
              "shop.weighed.test. A slipway-cats-prod1 100",
              "shop.weighed.test. A slipway-cats-prod2 0",
              "shop.weighed.test. A slipway-cats-prod1 100 private",
              "shop.weighed.test. A slipway-cats-prod2 0 private",
              "api.eu.weighed.test. A slipway-cats-prod1 100",
              "api.eu.weighed.test. A slipway-cats-prod2 0");
      assertThat(new Production(scenario).slot(Role.LIVE).address().url())
          .isEqualTo("http://weighed.test");
      assertThat(new Production(scenario).slot(Role.IDLE).address().url())
          .startsWith("http://pair-blue-");
    }
  }

  @Test
  void aCanaryMovesEveryNameByItsStepsAndRetiresTheOldSideLast() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      assertThat(names.weights(WeighedNames.SHOP)).isEqualTo(ALL_ON_PROD2);
      var canary = new Production(scenario).canaryShift();
      names.runUntil("prod1 10, prod2 90");
      for (var host : WeighedNames.ALL) {
        assertThat(names.weights(host)).isEqualTo("prod1 10, prod2 90");
      }
      names.runUntil("prod1 60, prod2 40");
      names.runUntil("prod1 100, prod2 0");
      var retired = new Production(scenario).scaling();
      scenario.runFor(SimulatedRoute53.SYNC.plus(SimulatedRoute53.TIME_TO_LIVE));
      assertThat(new Production(scenario).scaling().get("prod2")).isEqualTo(retired.get("prod2"));
      assertThat(canary.finish().outcome()).as(canary.message()).isEqualTo(SUCCEEDED);
      assertThat(canary.steps()).contains("SwapRoles old slot DONE", "RetireSlot prod2 DONE");
      assertThat(new Production(scenario).liveVersion()).isEqualTo("2.0.1");
      assertThat(new Production(scenario).slot(Role.LIVE).place()).isEqualTo(Place.PROD1);
      assertThat(new Production(scenario).slot(Role.LIVE).address().url())
          .isEqualTo("http://weighed.test");
      assertThat(new Production(scenario).slot(Role.IDLE).address().url())
          .startsWith("http://pair-blue-");
    }
  }

  @Test
  void aStepIsOneBatchForEachZone() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      int before = batches(scenario.account().calls());
      var canary = new Production(scenario).canaryShift();
      names.runUntil("prod1 10, prod2 90");
      assertThat(batches(scenario.account().calls()) - before).isEqualTo(3);
      new Production(scenario).tell(canary, "abort");
      canary.finish();
    }
  }

  private static int batches(CallRecorder calls) {
    return (int)
        calls.list().stream()
            .filter(call -> call.operation().equals("ChangeResourceRecordSets"))
            .count();
  }

  @Test
  void flawC1_aCanaryThatIsAbortedGivesEveryNameBackAndOnlyThenTheTasks() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      var production = new Production(scenario);
      var before = production.scaling();
      var canary = production.canaryShift();
      names.runUntil("prod1 60, prod2 40");
      var during = production.scaling();
      production.tell(canary, "abort");
      names.runUntil(ALL_ON_PROD2);
      scenario.runFor(SimulatedRoute53.SYNC.plus(SimulatedRoute53.TIME_TO_LIVE));
      assertThat(production.scaling()).isEqualTo(during);
      assertThat(canary.finish().outcome()).isEqualTo(ABORTED);
      assertThat(production.scaling()).isEqualTo(before);
      for (var host : WeighedNames.ALL) {
        assertThat(names.weights(host)).isEqualTo(ALL_ON_PROD2);
      }
    }
  }

  @Test
  void aSickCanaryGoesBackByItself() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      var canary = new Production(scenario).canaryShift();
      names.runUntil("prod1 60, prod2 40");
      scenario.account().makeUnhealthy(Production.NAME, "2.0.1", 1);
      assertThat(canary.finish().outcome()).isEqualTo(ROLLED_BACK);
      assertThat(names.weights(WeighedNames.SHOP)).isEqualTo(ALL_ON_PROD2);
    }
  }

  @Test
  void aRollbackIsOneChangeOfWeights() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      var production = new Production(scenario);
      assertThat(production.swap().finish().outcome()).isEqualTo(SUCCEEDED);
      var back =
          scenario.asked("POST", "/stacks/rollback", Production.body().put("environment", "prod"));
      assertThat(back.finish().outcome()).as(back.message()).isEqualTo(SUCCEEDED);
      assertThat(names.weights(WeighedNames.SHOP)).isEqualTo(ALL_ON_PROD2);
      assertThat(production.liveVersion()).isEqualTo("1.0.0");
    }
  }

  /** The change of one zone takes effect and its answer is lost: the next run finds half of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void lostAnswersBetweenZonesChangeNothing(int lost) {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      scenario
          .account()
          .calls()
          .inject(Faults.losing(Set.of("ChangeResourceRecordSets"), lost, new AtomicInteger()));
      var canary = new Production(scenario).canaryShift().finish();
      assertThat(canary.outcome()).as(canary.message()).isEqualTo(SUCCEEDED);
      for (var host : WeighedNames.ALL) {
        assertThat(names.weights(host)).isEqualTo("prod1 100, prod2 0");
      }
    }
  }

  @Test
  void weightsThatSomebodyElseHasSetAreLeftAloneAndShown() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      var production = new Production(scenario);
      var canary = production.canaryShift();
      names.runUntil("prod1 10, prod2 90");
      names.byHand(WeighedNames.DELEGATED, 33, 67);
      assertThat(canary.finish().outcome()).isEqualTo(NEEDS_ATTENTION);
      assertThat(names.weights(WeighedNames.DELEGATED)).isEqualTo("prod1 33, prod2 67");
      assertThat(names.weights(WeighedNames.SHOP)).isEqualTo("prod1 10, prod2 90");
      var body = Production.nothing().put("drift", "overwrite");
      assertThat(scenario.call("POST", "/operations/" + canary.id() + "/resume", body).status())
          .isEqualTo(202);
      scenario.runFor(Duration.ofMinutes(10));
      assertThat(canary.outcome()).as(canary.message()).isEqualTo(ROLLED_BACK);
      assertThat(names.weights(WeighedNames.DELEGATED)).isEqualTo(ALL_ON_PROD2);
    }
  }

  @Test
  void changedWeightsAreADriftThatRefusesOperationsUntilTheyAreTurnedRound() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      for (var host : WeighedNames.ALL) {
        names.byHand(host, 20, 80);
      }
      var refused = scenario.call("POST", "/stacks/canaryShift", Production.seed());
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text())
          .contains("drifted", "the weighted records of weighed.test, shop.weighed.test");
      for (var host : WeighedNames.ALL) {
        names.byHand(host, 100, 0);
      }
      var adopted = new Production(scenario);
      var deploy =
          scenario.asked(
              "POST",
              "/stacks/deploytoprodBlue",
              Production.body().put("imageTag", "1.0.0").put("drift", "adopt"));
      assertThat(deploy.finish().outcome()).as(deploy.message()).isEqualTo(SUCCEEDED);
      assertThat(adopted.slot(Role.LIVE).place()).isEqualTo(Place.PROD1);
      assertThat(adopted.slot(Role.LIVE).address().url()).isEqualTo("http://weighed.test");
    }
  }

  @Test
  void flawC2_recordsOfOtherTypesAreReadPast() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      for (var host : WeighedNames.ALL) {
        names.text(host);
      }
      var canary = new Production(scenario).canaryShift().finish();
      assertThat(canary.outcome()).as(canary.message()).isEqualTo(SUCCEEDED);
      assertThat(names.records()).contains("shop.weighed.test. TXT null null");
    }
  }

  @Test
  void aThirdRecordOfANameIsSomebodyElses() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      names.add(WeighedNames.SHOP, "theirs", 0);
      var refused = scenario.call("POST", "/stacks/canaryShift", Production.seed());
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("a record that Slipway has not made");
    }
  }

  @Test
  void loadBalancersAreExactlyTwoElseItIsSaidWhatWasFound() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.prepared(scenario);
      names.balancer("pair-second", "2");
      var two = scenario.call("POST", "/stacks", WeighedNames.creation(WeighedNames.SHOP));
      assertThat(two.status()).isEqualTo(400);
      assertThat(two.text())
          .contains("specification.release.balancers")
          .contains("CanaryGroup private and CanaryRelease 2")
          .contains("pair-green (CanaryRelease 2), pair-second (CanaryRelease 2) were found")
          .contains("pair-grey (CanaryRelease 3)");
    }
    try (var scenario = Scenario.begin()) {
      var none = scenario.call("POST", "/stacks", WeighedNames.creation(WeighedNames.SHOP));
      assertThat(none.status()).isEqualTo(400);
      assertThat(none.text()).contains("none was found", "there is none at all");
    }
  }

  @Test
  void aNameWithoutAZoneOrWithOtherRecordsIsRefused() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.prepared(scenario);
      var nowhere = scenario.call("POST", "/stacks", WeighedNames.creation("shop.example.com"));
      assertThat(nowhere.status()).isEqualTo(400);
      assertThat(nowhere.text())
          .contains("no hosted zone of the account answers for shop.example.com");
      names.add(WeighedNames.SHOP, "theirs", 1);
      var taken = scenario.call("POST", "/stacks", WeighedNames.creation(WeighedNames.SHOP));
      assertThat(taken.status()).isEqualTo(409);
      assertThat(taken.text()).contains("records-exist", "shop.weighed.test A 'theirs'");
    }
  }

  @Test
  void whatNeedsOneLoadBalancerIsRefused() {
    try (var scenario = Scenario.begin()) {
      var unused = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      var check = Production.seed();
      check.putObject("check").put("path", "/health");
      var refused = scenario.call("POST", "/stacks/canaryShift", check);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("no-preview", "check needs one load balancer");
      var route = Production.seed();
      route
          .putObject("route")
          .putObject("header")
          .put("name", "x-canary")
          .putArray("values")
          .add("1");
      assertThat(scenario.call("POST", "/stacks/canaryShift", route).text()).contains("no-preview");
    }
  }

  @Test
  void anUpdateChangesTheStacksAndLeavesTheRecords() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      var records = names.records();
      var addresses = addresses(scenario);

      var run = names.update(6).finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(run.message()).contains("version 2", "slipway-cats-production");
      assertThat(names.records()).isEqualTo(records);
      assertThat(addresses(scenario)).isEqualTo(addresses);
    }
  }

  private static List<String> addresses(Scenario scenario) {
    return scenario.inventory(Production.NAME).stream()
        .map(entry -> entry.address().toString())
        .toList();
  }

  @Test
  void anUpdateToOtherNamesOrAnotherRouterIsRefused() {
    try (var scenario = Scenario.begin()) {
      var unused = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      var fewer = WeighedNames.larger(scenario, 6);
      ((ArrayNode) fewer.at("/specification/release/balancers/hosts")).remove(0);
      var byRule = WeighedNames.larger(scenario, 6);
      ((ObjectNode) byRule.at("/specification/release")).put("router", "alb").remove("balancers");

      for (var request : List.of(fewer, byRule)) {
        var answer = scenario.call("PUT", Updates.PATH, request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().path("type").asText()).endsWith(":not-updatable");
      }
    }
  }

  @Test
  void aDeletionTakesTheNamesAwayBeforeTheStacks() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.with(scenario, "1.0.0", "2.0.1");
      var run = scenario.deleteStack(Production.NAME, true).finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(names.records()).isEmpty();
      assertThat(run.steps().getFirst()).isEqualTo("RemoveRecords names DONE");
    }
  }

  @Test
  void aCreationThatIsAbortedLeavesNoRecord() {
    try (var scenario = Scenario.begin()) {
      var names = WeighedNames.prepared(scenario);
      var run = names.create(WeighedNames.ALL);
      scenario.runUntil(() -> !names.records().isEmpty());
      scenario.account().calls().inject(Faults.losing("GetChange", new AtomicInteger()));
      assertThat(run.finish().outcome()).isEqualTo(FAILED);
      assertThat(names.records()).isEmpty();
      assertThat(scenario.stacks()).isEmpty();
    }
  }
}
