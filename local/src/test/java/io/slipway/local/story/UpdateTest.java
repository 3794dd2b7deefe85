package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.NEEDS_ATTENTION;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.Listeners;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.runtime.Json;
import io.slipway.runtime.Sha256;
import io.slipway.store.RulePriorities;
import io.slipway.store.Specifications;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** A specification that changes: every stack follows it or none, and what runs stays. */
final class UpdateTest {

  private static final String PATH = "/stacks/Cats/specification";

  private Scenario scenario;
  private Production production;

  /** Customers are in prod2, so that what the stacks were made with is no longer so. */
  @BeforeEach
  void anApplicationWhoseSlotsHaveBeenSwapped() {
    scenario = Scenario.begin();
    production = Production.with(scenario, "1.0.0", "2.0.0");
    assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void flawL13_everyStackFollowsANewVersionAndWhatRunsStays() {
    var before = services();
    var weights = production.customers();

    var run = put(specification(6, "/")).finish();

    assertThat(run.outcome()).as(run.message() + run.steps()).isEqualTo(SUCCEEDED);
    assertThat(version()).isEqualTo(2);
    assertThat(services()).isEqualTo(before);
    assertThat(production.customers()).isEqualTo(weights).contains("prod2 100");
    assertThat(production.preview()).contains("prod1 100");
    assertThat(production.scaling().values()).allMatch(range -> range.endsWith("6"));
    assertThat(run.message()).contains("version 2", "slipway-cats-production", "next deploy");
    assertThat(run.steps())
        .contains("AlignStacks slipway-cats-production DONE")
        .containsSubsequence(
            "ApplyChanges slipway-cats-stage DONE", "ApplyChanges slipway-cats-production DONE")
        .noneMatch(step -> step.endsWith("RUNNING"));
    assertThat(scenario.inventory("Cats"))
        .filteredOn(entry -> entry.place() == Place.PROD2)
        .extracting(InventoryEntry::role)
        .containsExactly(Optional.of(Role.LIVE));
  }

  @Test
  void theNextDeployRunsByTheNewVersion() {
    Asked.succeeded(put(specification(4, "/")).finish());
    Asked.deploy(scenario, "/stacks/deploy", "2.0.0", "dev");

    assertThat(scenario.inventory("Cats").getFirst().release().orElseThrow().specificationVersion())
        .isEqualTo(version());
    Asked.succeeded(production.swap().finish());
  }

  @Test
  void flawL12_aVersionThatDoesNotHoldEverywhereIsNone() {
    var before = templates();
    var weights = production.customers();
    var run = put(specification(6, "/"));
    failing(run, "Prod1ScalableTarget");
    run.finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(FAILED);
    assertThat(run.message()).contains("Prod1ScalableTarget", "no more capacity", "version 1");
    assertThat(version()).isEqualTo(1);
    assertThat(scenario.call("GET", PATH + "?version=2", nothing()).status()).isEqualTo(404);
    assertThat(templates()).isEqualTo(before);
    assertThat(production.customers()).isEqualTo(weights);
    assertThat(production.scaling().values()).noneMatch(range -> range.endsWith("6"));
    assertThat(changeSetsLeft()).isEmpty();

    Asked.succeeded(put(specification(8, "/")).finish());
    assertThat(version()).isEqualTo(2);
    assertThat(
            new Specifications(scenario.platform())
                .get(new ApplicationName("Cats"), 2)
                .primary()
                .scaling()
                .production()
                .max())
        .isEqualTo(8);
  }

  @Test
  void anAbortBetweenTwoStacksBringsBackThoseThatWereDone() {
    var before = templates();
    var run = put(specification(6, "/"));
    scenario.runUntil(() -> run.steps().contains("ApplyChanges slipway-cats-dev DONE"));

    assertThat(scenario.call("POST", "/operations/" + run.id() + "/abort", nothing()).status())
        .isEqualTo(202);
    run.finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(ABORTED);
    assertThat(templates()).isEqualTo(before);
    assertThat(version()).isEqualTo(1);
    assertThat(changeSetsLeft()).isEmpty();
  }

  @Test
  void aRollbackThatCloudFormationCannotFinishIsGoneOnWith() {
    var formation = scenario.slipway().cloudFormation();
    var run = put(specification(6, "/other"));
    failing(run, "Prod2ScalableTarget");
    untilProductionIs("UPDATE_ROLLBACK_IN_PROGRESS");
    formation.failNextUpdate("Prod1TargetGroup", "throttled");
    run.finish();

    assertThat(run.outcome()).as(run.message() + run.steps()).isEqualTo(FAILED);
    assertThat(run.steps()).anyMatch(step -> step.contains("after its failed rollback"));
    assertThat(production.customers()).contains("prod2 100");
  }

  @Test
  void whatStaysUnfinishedNeedsAPersonWhoResumesIt() {
    var formation = scenario.slipway().cloudFormation();
    var run = put(specification(6, "/other"));
    failing(run, "Prod2ScalableTarget");
    untilProductionIs("UPDATE_ROLLBACK_IN_PROGRESS");
    formation.failNextUpdate("Prod1TargetGroup", "throttled");
    untilProductionIs("UPDATE_ROLLBACK_FAILED");
    formation.failNextUpdate("Prod1TargetGroup", "still throttled");
    run.finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(NEEDS_ATTENTION);

    assertThat(scenario.call("POST", "/operations/" + run.id() + "/resume", nothing()).status())
        .isEqualTo(202);
    run.finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(FAILED);
    assertThat(version()).isEqualTo(1);
  }

  @Test
  void aFailureWhileCloudFormationIsToldWhatIsSoMovesNothing() {
    scenario.slipway().cloudFormation().failNextUpdate("ProductionRule", "throttled");

    var run = put(specification(6, "/")).finish();

    assertThat(run.outcome()).as(run.message() + run.steps()).isEqualTo(FAILED);
    assertThat(production.customers()).contains("prod2 100");
    Asked.succeeded(put(specification(6, "/")).finish());
  }

  @Test
  void whatWouldBeMadeAnewIsRefusedBeforeAnythingHappens() {
    var other = specification(4, "/");
    ((ObjectNode) other.path("specification")).put("containerPort", 8080);

    var answer = scenario.call("PUT", PATH, other);

    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
    assertThat(answer.text()).contains("would-replace", "TargetGroup", "Port", "new application");
    assertThat(version()).isEqualTo(1);
  }

  @Test
  void aFurtherRuleComesBeforeTheOthersAndPrioritiesAreGivenBack() {
    var before = priorities();

    var run = put(Updates.withRule(scenario)).finish();

    assertThat(run.outcome()).as(run.message() + run.steps()).isEqualTo(SUCCEEDED);
    assertThat(scenario.request(production.host("-prod.").host()).status()).isEqualTo(200);
    assertThat(priorities()).hasSizeGreaterThan(before.size()).doesNotContainAnyElementsOf(before);
    Asked.succeeded(production.canaryShift(CanaryRuleTest.routed()).finish());
  }

  @Test
  void theSameSpecificationIsNoNewVersion() {
    var same = scenario.get(PATH);
    var body = Json.mapper().createObjectNode();
    body.set("specification", same);

    var run = put(body).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(run.message()).contains("no stack had to change");
    assertThat(version()).isEqualTo(1);
  }

  @Test
  void aFileIsTakenAsItIs() {
    var yaml = scenario.slipway().call("GET", PATH + "?format=yaml", "", Map.of()).text();
    var type = Map.of("content-type", "application/yaml", "idempotency-key", "once");

    var foretold = scenario.slipway().call("PUT", PATH + "?dryRun=true", yaml, type);
    assertThat(foretold.status()).as(foretold.text()).isEqualTo(200);
    var answer = scenario.slipway().call("PUT", PATH, yaml, type);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(scenario.slipway().call("PUT", PATH, yaml, type).json()).isEqualTo(answer.json());
    var wrong = scenario.slipway().call("PUT", PATH, "services: []", type);
    assertThat(wrong.status()).as(wrong.text()).isEqualTo(422);
    scenario.runFor(Duration.ofMinutes(5));
  }

  @Test
  void weightsThatSomebodyMovesMeanwhileAreLeftAlone() {
    var run = put(specification(6, "/"));
    production.changeByHand(70, 30);
    run.finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(FAILED);
    assertThat(production.customers()).isEqualTo("prod1 70, prod2 30");
    assertThat(version()).isEqualTo(1);
    production.changeByHand(0, 100);
  }

  /** A resource cannot be changed, once CloudFormation has been told what is so. */
  private void failing(Run run, String resource) {
    scenario.runUntil(
        () -> run.steps().contains("ProposeChanges change set of slipway-cats-production DONE"));
    scenario.slipway().cloudFormation().failNextUpdate(resource, "no more capacity");
  }

  private void untilProductionIs(String status) {
    scenario.runUntil(
        () -> scenario.stacks().get("slipway-cats-production").toString().equals(status));
  }

  private Run put(ObjectNode body) {
    return scenario.asked("PUT", PATH, body);
  }

  /** As the sample has it, with another highest number of tasks in production. */
  private static ObjectNode specification(int most, String health) {
    var body = Scenario.sample("api/specification.json");
    var specification = (ObjectNode) body.path("specification");
    specification.put("healthCheckPath", health);
    ((ObjectNode) specification.path("tasks").path("production")).put("max", most);
    return body;
  }

  /** Of the rules of production, as they are taken. */
  private List<Integer> priorities() {
    var listener = Listeners.of(production.slot(Role.LIVE).address().rule());
    return new RulePriorities(scenario.platform()).of(listener, "slipway-cats-production");
  }

  private int version() {
    return scenario.application("Cats").orElseThrow().specificationVersion();
  }

  /** By place: the task definition and the number of tasks. */
  private Map<Place, String> services() {
    var ecs = scenario.slipway().clients().get(EcsClient.class);
    var found = new TreeMap<Place, String>();
    for (var entry : scenario.inventory("Cats")) {
      if (entry.release().isEmpty()) {
        continue;
      }
      var address = entry.address();
      var service =
          ecs.describeServices(
                  request -> request.cluster(address.cluster()).services(address.service()))
              .services()
              .getFirst();
      found.put(entry.place(), service.taskDefinition() + " x " + service.desiredCount());
    }
    return found;
  }

  private Map<String, String> templates() {
    var formation = scenario.slipway().clients().get(CloudFormationClient.class);
    var found = new TreeMap<String, String>();
    for (var name : scenario.stacks().keySet()) {
      found.put(
          name,
          Sha256.hex(formation.getTemplate(request -> request.stackName(name)).templateBody()));
    }
    return found;
  }

  private List<String> changeSetsLeft() {
    var formation = scenario.slipway().clients().get(CloudFormationClient.class);
    return scenario.stacks().keySet().stream()
        .flatMap(
            name ->
                formation.listChangeSets(request -> request.stackName(name)).summaries().stream())
        .filter(set -> !set.executionStatusAsString().startsWith("EXECUTE"))
        .map(set -> set.changeSetName())
        .toList();
  }
}
