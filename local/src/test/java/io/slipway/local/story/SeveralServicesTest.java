package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.ServicePlace;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * An application with a service that customers reach and a worker, which go everywhere together.
 */
final class SeveralServicesTest {

  static final String SPECIFICATION =
      """
      services:
        web:
          targetGroups: [{container: app, containerPort: 80}]
          task:
            cpu: 256
            memory: 512
            containers: [{name: app, ports: [{containerPort: 80}]}]
        worker:
          scaling: {production: {min: 2, max: 6}}
          task:
            cpu: 256
            memory: 512
            containers: [{name: jobs, command: [work], environment: {QUEUE: orders}}]
      """;

  private Scenario scenario;

  @BeforeEach
  void anApplicationWithAWorker() {
    scenario = Scenario.begin();
    var body = Scenario.sample("api/create-stack.json").put("applicationName", "Shop");
    body.put("specification", SPECIFICATION);
    var created = scenario.asked("POST", "/stacks", body).finish();
    assertThat(created.outcome()).as(created.message()).isEqualTo(SUCCEEDED);
    scenario.pushImage("shop", "1.0.0", "healthy");
    scenario.pushImage("shop", "2.0.1", "healthy");
    scenario.pushImage("shop", "3.0.0", "crashing");
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void aDeployReachesBothWithOneRelease() {
    var run = deploy("1.0.0", "dev").finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(run.steps()).contains("CheckRollout dev DONE", "CheckRollout dev/worker DONE");
    var release = entry(Place.DEV).release().orElseThrow();
    assertThat(service(Place.DEV, "").taskDefinition()).isEqualTo(release.taskDefinition());
    assertThat(service(Place.DEV, "worker").taskDefinition())
        .isEqualTo(release.secondaries().get("worker"))
        .contains("Shop-dev_worker");
    assertThat(service(Place.DEV, "worker").runningCount()).isEqualTo(1);
  }

  @Test
  void flawL7_aReleaseThatFailsInOneIsTakenBackInBoth() {
    deploy("1.0.0", "dev").finish();
    var before = entry(Place.DEV).release().orElseThrow();

    var run = deploy("3.0.0", "dev").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(entry(Place.DEV).release()).contains(before);
    assertThat(service(Place.DEV, "").taskDefinition()).isEqualTo(before.taskDefinition());
    assertThat(service(Place.DEV, "worker").taskDefinition())
        .isEqualTo(before.secondaries().get("worker"));
  }

  @Test
  void aRollbackBringsBothBack() {
    deploy("1.0.0", "dev").finish();
    var before = entry(Place.DEV).release().orElseThrow();
    deploy("2.0.1", "dev").finish();

    var body = body().put("environment", "dev");
    var run = scenario.asked("POST", "/stacks/rollback", body).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(service(Place.DEV, "worker").taskDefinition())
        .isEqualTo(before.secondaries().get("worker"));
    assertThat(entry(Place.DEV).release().orElseThrow().secondaries())
        .isEqualTo(before.secondaries());
  }

  @Test
  void aWorkerWorksWhereItsSlotIsLiveAndRestsWhereItIsIdle() {
    toProduction("1.0.0");
    assertThat(service(Place.PROD2, "worker").desiredCount()).as("while idle").isZero();

    var run = scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body()).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(desired()).as("as little as the specification allows").isEqualTo(List.of(0, 2));
    toProduction("2.0.1");
    assertThat(desired()).as("the next one waits").isEqualTo(List.of(0, 2));
  }

  @Test
  void workChangesItsSlotWithTheCustomers() {
    live("1.0.0");
    size(Place.PROD2, 3);
    toProduction("2.0.1");

    var run = scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body()).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(desired()).isEqualTo(List.of(3, 0));

    var back = scenario.asked("POST", "/stacks/rollback", body().put("environment", "prod"));
    assertThat(back.finish().outcome()).as(back.message()).isEqualTo(SUCCEEDED);
    assertThat(desired()).isEqualTo(List.of(0, 3));
  }

  @Test
  void anAbortLetsTheWorkerOfTheLiveSlotGoOn() {
    live("1.0.0");
    size(Place.PROD2, 3);
    toProduction("2.0.1");

    var run = scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body().put("bake", 600));
    scenario.runUntil(() -> service(Place.PROD1, "worker").desiredCount() == 3);
    scenario.call("POST", "/operations/" + run.id() + "/abort", Json.mapper().createObjectNode());

    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(ABORTED);
    assertThat(desired()).isEqualTo(List.of(0, 3));
  }

  @Test
  void aWorkerThatSomebodyHasChangedIsADrift() {
    deploy("1.0.0", "dev").finish();
    deploy("2.0.1", "qa").finish();
    var other = entry(Place.QA).release().orElseThrow().secondaries().get("worker");
    ecs()
        .updateService(
            request ->
                request
                    .cluster(entry(Place.DEV).address().cluster())
                    .service("Shop-dev_worker")
                    .taskDefinition(other));
    scenario.runFor(Duration.ofMinutes(10));

    var refused = scenario.call("POST", "/stacks/deploy", request("2.0.1", "dev"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("drifted", "Shop-dev_worker with");
  }

  @Test
  void aDeletionLeavesNothingOfEither() {
    deploy("1.0.0", "dev").finish();

    var run = scenario.deleteStack("Shop", true).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(
            ecs()
                .listTaskDefinitions(request -> request.familyPrefix("Shop-dev_worker"))
                .taskDefinitionArns())
        .isEmpty();
  }

  /** Production's worker counts, prod1 first. */
  private List<Integer> desired() {
    return List.of(
        service(Place.PROD1, "worker").desiredCount(),
        service(Place.PROD2, "worker").desiredCount());
  }

  private void live(String version) {
    toProduction(version);
    var run = scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body()).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  private void size(Place place, int tasks) {
    ecs()
        .updateService(
            request ->
                request
                    .cluster(entry(place).address().cluster())
                    .service("Shop-" + place + "_worker")
                    .desiredCount(tasks));
    scenario.runFor(Duration.ofMinutes(5));
  }

  private void toProduction(String version) {
    deploy(version, "stage").finish();
    var run = scenario.asked("POST", "/stacks/deploytoprodBlue", body()).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  private Run deploy(String tag, String environment) {
    return scenario.asked("POST", "/stacks/deploy", request(tag, environment));
  }

  private static ObjectNode request(String tag, String environment) {
    return body().put("environment", environment).put("imageTag", tag);
  }

  private static ObjectNode body() {
    return Json.mapper().createObjectNode().put("applicationName", "Shop");
  }

  private InventoryEntry entry(Place place) {
    return ByHand.place(scenario, "Shop", place);
  }

  private Service service(Place place, String secondary) {
    var entry = entry(place);
    var id =
        entry.id(new ServicePlace(place, Optional.of(secondary).filter(name -> !name.isEmpty())));
    return ecs()
        .describeServices(request -> request.cluster(id.cluster()).services(id.service()))
        .services()
        .getFirst();
  }

  private EcsClient ecs() {
    return scenario.slipway().clients().get(EcsClient.class);
  }
}
