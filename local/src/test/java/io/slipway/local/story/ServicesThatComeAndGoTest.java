package io.slipway.local.story;

import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/** An update gives an application another service, or takes one away; deploys have it from then. */
final class ServicesThatComeAndGoTest {

  private static final String PATH = "/stacks/Shop/specification";
  private static final String WITH = SeveralServicesTest.SPECIFICATION;
  private static final String WITHOUT = WITH.substring(0, WITH.indexOf("  worker:"));

  private final Scenario scenario = Scenario.begin();

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void aServiceComesWithItsStacksAndRunsFromTheNextDeploy() {
    begin(WITHOUT);
    var plan = planned(WITH);
    assertThat(findings(plan))
        .containsEntry("dev", "SAME")
        .containsEntry("dev/worker", "COMES")
        .containsEntry("prod1/worker", "COMES");
    assertThat(about(plan, "slipway-shop-dev", "ServiceOfWorker")).contains("ServiceName ADDED");

    succeeded(put(WITH).finish());

    assertThat(entry(Place.DEV).secondaries()).containsOnlyKeys("worker");
    assertThat(worker(Place.DEV).desiredCount()).isZero();
    assertThat(findings(planned(WITH)))
        .containsEntry("dev/worker", "CHANGES")
        .doesNotContainValue("COMES");
    succeeded(deploy("2.0.1", "dev").finish());
    assertThat(worker(Place.DEV).desiredCount()).isEqualTo(1);
    assertThat(worker(Place.DEV).taskDefinition())
        .isEqualTo(entry(Place.DEV).release().orElseThrow().secondaries().get("worker"));
    findDrift();
  }

  @Test
  void inProductionItComesToTheIdleSlotFirstAndChangesSlotsWithTheCustomers() {
    begin(WITHOUT);
    succeeded(put(WITH).finish());
    findDrift();

    succeeded(deploy("2.0.1", "prod").finish());
    assertThat(desired()).containsExactly(0, 0);
    succeeded(swap().finish());

    assertThat(desired()).containsExactly(2, 0);
    findDrift();
  }

  @Test
  void aReleaseThatWasMadeBeforeRunsNoneOfIt() {
    begin(WITHOUT);
    succeeded(deploy("2.0.1", "prod").finish());
    succeeded(put(WITH).finish());

    succeeded(swap().finish());

    assertThat(desired()).as("nothing of it has been released").containsExactly(0, 0);
    findDrift();
    succeeded(deploy("2.0.1", "prod").finish());
    succeeded(swap().finish());
    assertThat(desired()).containsExactly(0, 2);
    findDrift();
  }

  @Test
  void aServiceGoesWithItsStacks() {
    begin(WITH);
    var plan = planned(WITHOUT);
    assertThat(findings(plan)).containsEntry("dev/worker", "GOES").containsEntry("dev", "SAME");
    assertThat(plan.path("stacks").path(0).path("resources").toString())
        .contains("\"action\":\"Remove\"");

    succeeded(put(WITHOUT).finish());

    assertThat(entry(Place.DEV).secondaries()).isEmpty();
    assertThat(entry(Place.PROD1).secondaries()).isEmpty();
    assertThat(active("Shop-dev_worker")).isEmpty();
    findDrift();
    succeeded(deploy("2.0.1", "dev").finish());
    findDrift();
  }

  @Test
  void aRollbackToAReleaseOfOtherServicesIsRefused() {
    begin(WITH);
    succeeded(put(WITHOUT).finish());
    succeeded(deploy("2.0.1", "dev").finish());

    var body = body().put("environment", "dev");
    var refused = scenario.call("POST", "/stacks/rollback", body);

    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.text())
        .contains("services-differ", "dev has one service alone", "worker", "PUT /stacks/Shop");
    succeeded(put(WITH).finish());
    succeeded(scenario.asked("POST", "/stacks/rollback", body).finish());
  }

  @Test
  void whatCannotBeMadeEverywhereIsNowhere() {
    begin(WITHOUT);
    var run = put(WITH);
    scenario.runUntil(
        () -> run.steps().contains("ProposeChanges change set of slipway-shop-production DONE"));
    scenario
        .slipway()
        .cloudFormation()
        .failNextCreation("Prod2ServiceOfWorker", "no more services");
    run.finish();

    assertThat(run.outcome()).as(run.message() + run.steps()).isEqualTo(FAILED);
    assertThat(entry(Place.DEV).secondaries()).isEmpty();
    assertThat(active("Shop-dev_worker")).isEmpty();
    assertThat(active("Shop-prod1_worker")).isEmpty();
    succeeded(deploy("2.0.1", "dev").finish());
    findDrift();
  }

  private void begin(String specification) {
    var body = Scenario.sample("api/create-stack.json").put("applicationName", "Shop");
    succeeded(scenario.asked("POST", "/stacks", body.put("specification", specification)).finish());
    scenario.pushImage("shop", "1.0.0", "healthy");
    scenario.pushImage("shop", "2.0.1", "healthy");
    succeeded(deploy("1.0.0", "dev", "prod").finish());
    succeeded(swap().finish());
  }

  private JsonNode planned(String specification) {
    var answer =
        scenario.call("POST", "/stacks/Shop/plan", nothing().put("specification", specification));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("possible").asBoolean()).as(answer.text()).isTrue();
    return answer.json();
  }

  private static Map<String, String> findings(JsonNode plan) {
    var found = new TreeMap<String, String>();
    plan.path("releases")
        .forEach(one -> found.put(one.path("place").asText(), one.path("finding").asText()));
    return found;
  }

  private static List<String> about(JsonNode plan, String stack, String resource) {
    var found = new ArrayList<String>();
    plan.path("stacks")
        .forEach(
            one -> {
              if (one.path("stack").asText().equals(stack)) {
                one.path("differences")
                    .forEach(
                        difference -> {
                          if (difference.path("resource").asText().equals(resource)) {
                            found.add(
                                difference.path("path").asText()
                                    + " "
                                    + difference.path("kind").asText());
                          }
                        });
              }
            });
    return found;
  }

  private Run put(String specification) {
    return scenario.asked("PUT", PATH, nothing().put("specification", specification));
  }

  private Run swap() {
    return scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body());
  }

  private Run deploy(String tag, String... environments) {
    var request = body().put("imageTag", tag);
    request.set("environment", Json.tree(environments));
    return scenario.asked("POST", "/stacks/deploy", request);
  }

  private static ObjectNode body() {
    return nothing().put("applicationName", "Shop");
  }

  /** Nobody has changed anything by hand, so nothing is found. */
  private void findDrift() {
    scenario.runFor(Duration.ofMinutes(5));
    assertThat(scenario.slipway().functions().invoke("FindDrift", nothing())).isDone();
    assertThat(scenario.inventory("Shop"))
        .allMatch(entry -> entry.drift().isEmpty(), "has not drifted");
  }

  private InventoryEntry entry(Place place) {
    return ByHand.place(scenario, "Shop", place);
  }

  /** Production's worker counts, prod1 first. */
  private List<Integer> desired() {
    return List.of(worker(Place.PROD1).desiredCount(), worker(Place.PROD2).desiredCount());
  }

  private Service worker(Place place) {
    return active("Shop-" + place + "_worker").orElseThrow();
  }

  private Optional<Service> active(String name) {
    var cluster =
        name.startsWith("Shop-prod")
            ? entry(Place.PROD1).address().cluster()
            : entry(Place.DEV).address().cluster();
    return scenario
        .slipway()
        .clients()
        .get(EcsClient.class)
        .describeServices(request -> request.cluster(cluster).services(name))
        .services()
        .stream()
        .filter(service -> service.status().equals("ACTIVE"))
        .findFirst();
  }
}
