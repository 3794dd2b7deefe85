package io.slipway.local.story;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Production.NAME;
import static io.slipway.local.story.Production.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.local.account.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What somebody has changed by hand is never overwritten, unless a request says to go on from it.
 */
class AdoptDriftTest {

  private Scenario scenario;
  private ByHand hand;

  @BeforeEach
  void anApplication() {
    scenario = DriftTest.watched();
    hand = new ByHand(scenario);
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  private InventoryEntry place(Place place) {
    return ByHand.place(scenario, NAME, place);
  }

  private List<String> drifts() {
    return scenario.events(NAME).stream().filter(event -> event.startsWith("DRIFT")).toList();
  }

  private String refused(String path, ObjectNode request) {
    var answer = scenario.call("POST", path, request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
    assertThat(answer.json().path("type").asText()).endsWith(":drifted");
    return answer.json().path("detail").asText();
  }

  private static ObjectNode adopting(ObjectNode request) {
    return request.put("drift", "adopt");
  }

  private Run adopted(String path, ObjectNode request) {
    var run = scenario.asked("POST", path, adopting(request)).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    return run;
  }

  private void devRuns(String... versions) {
    Asked.createCats(scenario);
    Asked.push(scenario, "1.0.0", "1.0.1", "2.0.0", "3.0.0");
    for (var version : versions) {
      var run = scenario.asked("POST", "/stacks/deploy", deployment(version, "dev")).finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void aDeployLeavesATaskDefinitionAloneThatSomebodyHasChanged() {
    devRuns("1.0.0");
    var before = place(Place.DEV);
    var changed = hand.release(before, "2.0.0");
    hand.taskDefinition(before, changed);

    assertThat(refused("/stacks/deploy", deployment("3.0.0", "dev")))
        .contains(
            "'Cats' was changed past Slipway, which leaves it alone: dev: the task definition is to"
                + " be "
                + before.taskDefinition().orElseThrow()
                + ", but is "
                + changed,
            "aws ecs update-service --cluster",
            "--service Cats-dev --task-definition " + before.taskDefinition().orElseThrow(),
            "\"drift\": \"adopt\"");

    assertThat(hand.service(before).taskDefinition()).isEqualTo(changed);
    assertThat(place(Place.DEV)).isEqualTo(before);
  }

  @Test
  void aTaskDefinitionChangedByHandBecomesTheReleaseInIt() {
    devRuns("1.0.0", "1.0.1");
    hand.taskDefinition(place(Place.DEV), hand.release(place(Place.DEV), "2.0.0"));
    scenario.runFor(Duration.ofMinutes(2));

    var deploy = adopted("/stacks/deploy", deployment("3.0.0", "dev"));
    scenario.runFor(Duration.ofMinutes(2));

    assertThat(drifts()).containsExactly("DRIFT", "DRIFT_ADOPTED");
    assertThat(place(Place.DEV).drift()).isEmpty();
    assertThat(scenario.get("/stacks").path("applications").get(0).path("drifted").asBoolean())
        .isFalse();
    assertThat(scenario.get("/events?applicationName=Cats&limit=100").toString())
        .contains("takes over what was changed past Slipway in dev: the task definition: ")
        .contains("; it runs 2.0.0 from now on");
    assertThat(deploy.operation().plan().toString()).contains("2.0.0");

    Asked.rollback(scenario, "dev");
    assertThat(place(Place.DEV).release().orElseThrow().version().value()).isEqualTo("2.0.0");
  }

  @Test
  void aRollbackThatAdoptsGoesBackToWhatSlipwayHadDeployed() {
    devRuns("1.0.0", "1.0.1");
    var before = place(Place.DEV);
    hand.taskDefinition(before, hand.release(before, "2.0.0"));
    scenario.runFor(Duration.ofSeconds(1));

    refused("/stacks/rollback", body().put("environment", "dev"));
    adopted("/stacks/rollback", body().put("environment", "dev"));

    assertThat(place(Place.DEV).release().orElseThrow().version().value()).isEqualTo("1.0.1");
    assertThat(hand.service(before).taskDefinition())
        .isEqualTo(before.taskDefinition().orElseThrow());
    scenario.runFor(Duration.ofMinutes(2));
    assertThat(drifts()).containsExactly("DRIFT_ADOPTED");
  }

  @Test
  void aTaskDefinitionThatDoesNotSayWhatRunsIsNotAdopted() {
    devRuns("1.0.0");
    var dev = place(Place.DEV);
    var own = hand.service(dev).taskDefinition();
    var byTag = hand.revision(dev, image -> image.substring(0, image.indexOf('@')) + ":2.0.0");
    var foreign =
        hand.revision(dev, image -> "public.ecr.aws/" + image.substring(image.indexOf('@') - 3));
    var unknown =
        hand.revision(
            dev, image -> image.substring(0, image.indexOf('@')) + "@sha256:" + "0".repeat(64));

    var request = adopting(deployment("3.0.0", "dev"));
    hand.taskDefinition(dev, byTag);
    assertThat(refused("/stacks/deploy", request))
        .contains(
            "what was changed past Slipway in dev cannot be adopted", "not named by a digest");
    hand.taskDefinition(dev, foreign);
    assertThat(refused("/stacks/deploy", request)).contains("is not of the repository 'cats'");
    hand.taskDefinition(dev, unknown);
    assertThat(refused("/stacks/deploy", request))
        .contains("the repository 'cats' has no image with a tag and the digest sha256:0000");
    hand.taskDefinition(dev, own);
    assertThat(place(Place.DEV)).isEqualTo(dev);
  }

  @Test
  void customersWhoWereMovedByHandAreWhereTheyAre() {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    assertThat(production.liveVersion()).isEqualTo("1.0.0");
    hand.swap(production.slot(Role.LIVE));
    scenario.runFor(Duration.ofMinutes(1));

    assertThat(refused("/stacks/swapProdBlueAndGreen", body()))
        .contains(
            "the weights of its host are to be Cats-prod1 0, Cats-prod2 100, but are Cats-prod1"
                + " 100, Cats-prod2 0");
    assertThat(production.customers()).isEqualTo("prod1 100, prod2 0");

    adopted("/stacks/rollback", body().put("environment", "prod"));
    assertThat(production.liveVersion()).isEqualTo("1.0.0");
    assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
    scenario.runFor(Duration.ofMinutes(2));
    assertThat(drifts()).containsExactly("DRIFT", "DRIFT", "DRIFT_ADOPTED", "DRIFT_ADOPTED");
  }

  @Test
  void aDeployToTheIdleSlotGoesToTheSlotThatIsIdleNow() {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    Asked.push(scenario, "3.0.0");
    hand.swap(production.slot(Role.LIVE));

    adopted(Asked.IDLE, deployment("3.0.0"));

    assertThat(production.liveVersion()).isEqualTo("2.0.1");
    assertThat(production.slot(Role.LIVE).address().url()).contains("-prod.");
    assertThat(production.slot(Role.IDLE).release().orElseThrow().version().value())
        .isEqualTo("3.0.0");
    scenario.runFor(Duration.ofMinutes(2));
    assertThat(drifts()).containsExactly("DRIFT_ADOPTED", "DRIFT_ADOPTED");
  }

  @Test
  void trafficThatIsDividedIsNotAdopted() {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    production.changeByHand(50);

    assertThat(refused("/stacks/canaryShift", adopting(Production.seed())))
        .contains(
            "cannot be adopted: the weights of its host are to be Cats-prod1 0, Cats-prod2 100",
            "give one slot all of the customers' host");
    assertThat(production.customers()).isEqualTo("prod1 50, prod2 50");
  }

  @Test
  void customersWithoutTheirPreviewAreNotAdopted() {
    var production = Production.with(scenario, "1.0.0", "2.0.1");
    var live = production.slot(Role.LIVE);
    var idle = production.slot(Role.IDLE);
    hand.weights(
        live.address().rule(),
        Map.of(live.address().targetGroup(), 0, idle.address().targetGroup(), 100));

    assertThat(refused("/stacks/swapProdBlueAndGreen", adopting(body())))
        .contains("prod2 cannot be adopted");
  }

  @Test
  void aServiceThatIsGoneIsNotAdopted() {
    devRuns("1.0.0");
    var service = hand.service(place(Place.DEV));
    hand.deleteService(place(Place.DEV));

    assertThat(refused("/stacks/deploy", adopting(deployment("3.0.0", "dev"))))
        .contains(
            "the service is to be Cats-dev, but is missing",
            "create the service again as the CloudFormation stack slipway-cats-dev had it");
    scenario.runFor(Duration.ofMinutes(10));
    hand.createService(service);
  }

  @Test
  void anEnvironmentThatIsStoppedStaysSoWhereThatIsAdopted() {
    devRuns("1.0.0");
    hand.tasks(place(Place.DEV), 0);
    refused("/stacks/deploy", deployment("2.0.0", "dev"));

    adopted("/stacks/deploy", deployment("2.0.0", "dev"));
    scenario.runFor(Duration.ofMinutes(5));

    assertThat(hand.service(place(Place.DEV)).desiredCount()).isZero();
    assertThat(drifts()).containsExactly("DRIFT_ADOPTED");
  }

  @Test
  void otherEnvironmentsAreNotHeldUp() {
    devRuns("1.0.0");
    hand.tasks(place(Place.DEV), 0);

    Asked.deploy(scenario, "/stacks/deploy", "2.0.0", "qa");

    assertThat(place(Place.QA).release().orElseThrow().version().value()).isEqualTo("2.0.0");
    scenario.deleteStack(NAME, true).finish();
    assertThat(scenario.get("/stacks").path("applications")).isEmpty();
  }

  @Test
  void adoptingWhereNothingHasDriftedChangesNothing() {
    devRuns("1.0.0");
    adopted("/stacks/deploy", deployment("2.0.0", "dev"));
    assertThat(drifts()).isEmpty();
    var wrong =
        scenario.call("POST", "/stacks/deploy", deployment("3.0.0", "dev").put("drift", "ignore"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("drift: adopt is allowed, but got");
  }

  /** Whoever looks sees what the operation has changed, but may not call it a drift. */
  @Test
  void aVerdictDoesNotCountWhereAnOperationHasBegunMeanwhile() {
    devRuns("1.0.0");
    hand.tasks(place(Place.DEV), 0);
    var looks = new AtomicInteger();
    scenario
        .account()
        .calls()
        .inject(
            Faults.after(
                "DescribeServices",
                "FindDrift",
                () -> {
                  if (looks.incrementAndGet() == 3) {
                    scenario.account().calls().inject(Fault.NONE);
                    scenario.asked("POST", "/stacks/deploy", adopting(deployment("2.0.0", "dev")));
                  }
                }));
    scenario.runFor(Duration.ofMinutes(10));

    assertThat(looks).hasValue(3);
    assertThat(drifts()).containsExactly("DRIFT_ADOPTED");
    assertThat(place(Place.DEV).release().orElseThrow().version().value()).isEqualTo("2.0.0");
  }
}
