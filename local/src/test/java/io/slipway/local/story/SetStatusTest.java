package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.local.story.Asked.blueStatus;
import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.status;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.Production.NAME;
import static io.slipway.local.story.Production.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.aws.Capacity;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationState;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.SlotSize;
import io.slipway.domain.Suspension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** Environments are stopped and started again, and autoscaling leaves them in peace meanwhile. */
final class SetStatusTest {

  private Scenario scenario;
  private Production production;

  @BeforeEach
  void aReleaseEverywhere() {
    scenario = DriftTest.watched();
    production = Production.with(scenario, "1.0.0", "2.0.1");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "qa", "stage");
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  private InventoryEntry place(Place place) {
    return ByHand.place(scenario, NAME, place);
  }

  private SlotSize size(Place place) {
    return new Capacity(scenario.platform()).size(place(place).address());
  }

  /** What somebody has made of autoscaling before. */
  private void scaling(Place place, int min, int max, Suspension suspension) {
    var address = place(place).address();
    scenario
        .slipway()
        .clients()
        .get(ApplicationAutoScalingClient.class)
        .registerScalableTarget(
            request ->
                request
                    .serviceNamespace(ServiceNamespace.ECS)
                    .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                    .resourceId("service/" + address.cluster() + "/" + address.service())
                    .minCapacity(min)
                    .maxCapacity(max)
                    .suspendedState(
                        state ->
                            state
                                .dynamicScalingInSuspended(suspension.in())
                                .dynamicScalingOutSuspended(suspension.out())
                                .scheduledScalingSuspended(suspension.scheduled())));
  }

  private int running(Place place) {
    return new ByHand(scenario).service(place(place)).runningCount();
  }

  private List<String> drifts() {
    return scenario.events(NAME).stream().filter(event -> event.startsWith("DRIFT")).toList();
  }

  @Test
  void flawA18_whatIsStoppedStaysSoAndComesBackExactlyAsItWas() {
    scaling(Place.DEV, 2, 5, new Suspension(true, false, false));
    new ByHand(scenario).tasks(place(Place.DEV), 3);
    var before = List.of(size(Place.DEV), size(Place.QA));

    var stop = status(scenario, "stop", "dev", "qa");

    succeeded(stop);
    assertThat(stop.message()).startsWith("dev is stopped; a start gives it back 3 tasks, scaling");
    assertThat(size(Place.DEV))
        .isEqualTo(
            new SlotSize(0, Optional.of(new ScalingRange(0, 5)), Optional.of(Suspension.ALL)));
    scenario.runFor(Duration.ofDays(1));
    assertThat(List.of(running(Place.DEV), running(Place.QA), running(Place.STAGE)))
        .containsExactly(0, 0, 1);
    assertThat(drifts()).isEmpty();
    assertThat(scenario.get("/stacks/Cats").at("/environments/0/stoppedSince").isTextual())
        .isTrue();

    var start = status(scenario, "start", "dev", "qa");

    succeeded(start);
    assertThat(List.of(size(Place.DEV), size(Place.QA))).isEqualTo(before);
    assertThat(running(Place.DEV)).isEqualTo(3);
    assertThat(place(Place.DEV).stopped()).isEmpty();
    scenario.runFor(Duration.ofHours(1));
    assertThat(drifts()).isEmpty();
    assertThat(start.steps())
        .containsExactlyInAnyOrder(
            "ResizeService dev DONE",
            "CheckSize dev DONE",
            "ResizeService qa DONE",
            "CheckSize qa DONE");
  }

  @Test
  void toStopWhatIsStoppedIsSaidAndChangesNothing() {
    succeeded(status(scenario, "stop", "dev"));
    var stopped = place(Place.DEV);

    var again = status(scenario, "stop", "dev");

    succeeded(again);
    assertThat(again.message()).isEqualTo("nothing was changed: dev is stopped already");
    assertThat(again.steps()).isEmpty();
    assertThat(place(Place.DEV)).isEqualTo(stopped);
    assertThat(status(scenario, "start", "qa").message())
        .isEqualTo("nothing was changed: qa is not stopped");
    assertThat(status(scenario, "start").message())
        .startsWith("dev runs again, with 1 task")
        .endsWith("; qa is not stopped; stage is not stopped");
  }

  @Test
  void aDeployLeavesAStoppedEnvironmentStopped() {
    succeeded(status(scenario, "stop", "dev"));

    var run = scenario.asked("POST", "/stacks/deploy", Asked.deployment("2.0.1", "dev")).finish();

    succeeded(run);
    assertThat(run.message()).contains("dev, which is stopped: none of its tasks runs");
    assertThat(running(Place.DEV)).isZero();
    assertThat(place(Place.DEV).stopped()).isPresent();
    succeeded(status(scenario, "start", "dev"));
    assertThat(running(Place.DEV)).isEqualTo(1);
    assertThat(place(Place.DEV).release().orElseThrow().version()).hasToString("2.0.1");
  }

  @Test
  void onlyTheIdleSlotIsStopped() {
    var idle = production.slot(Role.IDLE).place();
    var before = size(idle);
    var live = size(idle.otherSlot());

    succeeded(blueStatus(scenario, "stop"));

    assertThat(size(idle).desired()).isZero();
    assertThat(size(idle.otherSlot())).isEqualTo(live);
    var canary = scenario.call("POST", "/stacks/canaryShift", Production.seed());
    assertThat(canary.status()).isEqualTo(409);
    assertThat(canary.text()).contains("is stopped", "/stacks/prodblueStatus");
    succeeded(blueStatus(scenario, "start"));
    assertThat(size(idle)).isEqualTo(before);
    assertThat(drifts()).isEmpty();
  }

  @Test
  void aDeployToAStoppedSlotStartsItAsItWas() {
    var idle = production.slot(Role.IDLE).place();
    scaling(idle, 1, 6, Suspension.NONE);
    var before = size(idle);
    succeeded(blueStatus(scenario, "stop"));

    production.deployToIdle("3.0.0");

    assertThat(size(idle)).isEqualTo(before);
    assertThat(running(idle)).isEqualTo(before.desired());
    assertThat(place(idle).stopped()).isEmpty();
    succeeded(production.canaryShift().finish());
    assertThat(drifts()).isEmpty();
  }

  @Test
  void aFailedDeployLeavesAStoppedSlotStopped() {
    var idle = production.slot(Role.IDLE).place();
    succeeded(blueStatus(scenario, "stop"));
    var stopped = size(idle);
    scenario.pushImage("cats", "6.6.6", "crashing");

    var run = scenario.asked("POST", Asked.IDLE, body().put("imageTag", "6.6.6")).finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(size(idle)).isEqualTo(stopped);
    assertThat(place(idle).stopped()).isPresent();
  }

  @Test
  void aRollbackGoesToAStoppedSlotToo() {
    succeeded(production.swap().finish());
    var idle = production.slot(Role.IDLE).place();
    succeeded(blueStatus(scenario, "stop"));

    Asked.rollback(scenario, "prod");

    assertThat(production.liveVersion()).isEqualTo("1.0.0");
    assertThat(production.slot(Role.LIVE).place()).isEqualTo(idle);
    assertThat(size(idle).suspension()).isEmpty();
    assertThat(place(idle).stopped()).isEmpty();
    scenario.runFor(Duration.ofMinutes(5));
    assertThat(drifts()).isEmpty();
  }

  @Test
  void aSlotThatCustomersAreLedToMeanwhileKeepsItsTasks() {
    var idle = production.slot(Role.IDLE).place();
    var before = size(idle);
    var run = scenario.asked("POST", "/stacks/prodblueStatus", body().put("action", "stop"));

    production.changeByHand(50);
    run.finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(run.message()).contains("customers are led to " + idle);
    assertThat(size(idle)).isEqualTo(before);
    production.changeByHand(idle == Place.PROD1 ? 0 : 100, idle == Place.PROD1 ? 100 : 0);
  }

  @Test
  void anAbortedStopGivesEverythingBack() {
    var before = size(Place.QA);
    var run =
        scenario.asked(
            "POST", "/stacks/nonprodStatus", body().put("action", "stop").put("environment", "qa"));
    scenario.runUntil(() -> size(Place.QA).desired() == 0);

    production.tell(run, "abort");
    run.finish();

    assertThat(run.outcome()).isEqualTo(ABORTED);
    assertThat(size(Place.QA)).isEqualTo(before);
    assertThat(place(Place.QA).stopped()).isEmpty();
    assertThat(running(Place.QA)).isEqualTo(before.desired());
  }

  @Test
  void aStartThatCannotSucceedLeavesItStopped() {
    succeeded(status(scenario, "stop", "qa"));
    losesItsImage(scenario, place(Place.QA));

    var run = status(scenario, "start", "qa");

    assertThat(run.outcome()).as(run.message()).isEqualTo(FAILED);
    assertThat(run.message()).contains("qa has 0 tasks", "as before");
    assertThat(size(Place.QA).desired()).isZero();
    assertThat(place(Place.QA).stopped()).isPresent();
  }

  static void losesItsImage(Scenario scenario, InventoryEntry entry) {
    var digest = entry.release().orElseThrow().digest().value();
    var image = ImageIdentifier.builder().imageDigest(digest).build();
    scenario
        .slipway()
        .clients()
        .get(EcrClient.class)
        .batchDeleteImage(request -> request.repositoryName("cats").imageIds(image));
  }

  @Test
  void whatSomebodyStartsByHandIsADrift() {
    succeeded(status(scenario, "stop", "qa"));
    var hand = new ByHand(scenario);
    hand.tasks(place(Place.QA), 2);
    scenario.runFor(Duration.ofMinutes(2));

    assertThat(drifts()).containsExactly("DRIFT");
    assertThat(place(Place.QA).drift().orElseThrow().toString())
        .isEqualTo("the number of tasks is to be 0, since it is stopped, but is 2");
    var request = body().put("action", "start").put("environment", "qa");
    assertThat(scenario.call("POST", "/stacks/nonprodStatus", request).status()).isEqualTo(409);
    var adopted =
        scenario.asked("POST", "/stacks/nonprodStatus", request.put("drift", "adopt")).finish();

    succeeded(adopted);
    assertThat(size(Place.QA)).isEqualTo(new SlotSize(1, size(Place.QA).range()));
    assertThat(place(Place.QA).stopped()).isEmpty();
  }

  @Test
  void oneAfterAnotherAndNeverBothAtOnce() {
    var request = body().put("action", "stop").put("environment", "qa");
    var stop = scenario.asked("POST", "/stacks/nonprodStatus", request);

    var deploy = Asked.deployment("2.0.1", "dev");
    assertThat(scenario.call("POST", "/stacks/deploy", deploy).status()).isEqualTo(409);
    var start =
        scenario.asked(
            "POST",
            "/stacks/nonprodStatus",
            request.deepCopy().put("action", "start").put("concurrency", "queue"));

    assertThat(start.outcome()).isEqualTo(OperationState.QUEUED);
    succeeded(stop.finish());
    succeeded(start.finish());
    assertThat(running(Place.QA)).isEqualTo(1);
  }
}
