package io.slipway.local.story;

import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.runtime.Json;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

/** How a release that ran before comes back. */
final class RollbackTest {

  private Scenario scenario;

  @BeforeEach
  void anApplication() {
    scenario = Scenario.begin();
    scenario.createStack("Shop").finish();
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void anEnvironmentGoesBackToTheReleaseBeforeAndThenToTheOneBeforeThat() {
    release("1.0.0", "dev");
    release("1.1.0", "dev");
    release("2.0.1", "dev");
    var earlier = entry(Place.DEV).release().orElseThrow();

    var run = rollback("dev", Optional.empty()).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(run.message()).startsWith("1.1.0 runs in dev again: http://shop-dev.");
    assertThat(answer("shop-dev")).isEqualTo("1.1.0");
    assertThat(entry(Place.DEV).release().orElseThrow().deployedAt())
        .isBefore(earlier.deployedAt());
    assertThat(rollback("dev", Optional.empty()).finish().outcome()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-dev")).isEqualTo("1.0.0");
    assertRefused(404, "1.0.0 is the first release", request("dev", Optional.empty()));
  }

  @Test
  void aVersionMayBeNamed() {
    release("1.0.0", "dev");
    release("1.1.0", "dev");
    release("2.0.1", "dev");

    assertThat(rollback("dev", Optional.of("1.0.0")).finish().outcome()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-dev")).isEqualTo("1.0.0");
    assertRefused(409, "dev runs 1.0.0 already", request("dev", Optional.of("1.0.0")));
    assertRefused(
        404, "dev never had a release '9'; it had 2.0.1, 1.1.0", request("dev", Optional.of("9")));
  }

  @Test
  void flawC5_productionGoesBackByOneChangeOfWeightsWhereTheReleaseStillRuns() {
    live("1.0.0");
    live("2.0.1");

    var run = rollback("prod", Optional.empty()).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-prod")).isEqualTo("1.0.0");
    assertThat(answer("shop-prod-blue")).isEqualTo("2.0.1");
    assertThat(run.steps()).noneMatch(step -> step.startsWith("StartRollout"));
    assertThat(entry(Place.PROD2).role()).contains(Role.LIVE);
    assertThat(run.message()).contains("customers have 1.0.0 again, in prod2");
  }

  @Test
  void productionGetsTheReleaseRolledOutWhereAnotherHasTakenItsSlot() {
    live("1.0.0");
    live("2.0.1");
    release("2.0.2", "prod");

    var run = rollback("prod", Optional.empty()).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-prod")).isEqualTo("1.0.0");
    assertThat(run.steps()).contains("CheckRollout prod2 DONE", "ShiftTraffic 100 % DONE");
    assertThat(entry(Place.PROD2).release().orElseThrow().version().value()).isEqualTo("1.0.0");
    assertThat(entry(Place.PROD2).role()).contains(Role.LIVE);
  }

  @Test
  void theConsoleStartsTheSameRollback() {
    live("1.0.0");
    live("2.0.1");
    var input = Scenario.sample("console/rollback.json").put("applicationName", "shop");

    var run = scenario.startedByHand("rollback", "by-hand", input).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-prod")).isEqualTo("1.0.0");
  }

  @Test
  void whereTrafficCannotMoveEverythingIsAsItWas() {
    live("1.0.0");
    live("2.0.1");
    release("2.0.2", "prod");
    var idle = entry(Place.PROD2);
    scenario
        .account()
        .calls()
        .inject(
            new Fault() {
              @Override
              public void before(
                  String service, String operation, Caller caller, SdkRequest request) {
                if (operation.equals("ModifyRule")) {
                  throw ElasticLoadBalancingV2Exception.builder()
                      .statusCode(403)
                      .message("not allowed")
                      .build();
                }
              }
            });

    var run = rollback("prod", Optional.empty()).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(FAILED);
    assertThat(run.message()).contains("not allowed");
    assertThat(run.steps()).contains("CheckRollout prod2 DONE", "CheckRestore prod2 DONE");
    assertThat(answer("shop-prod")).isEqualTo("2.0.1");
    assertThat(answer("shop-prod-blue")).isEqualTo("2.0.2");
    assertThat(entry(Place.PROD2)).isEqualTo(idle);
  }

  @Test
  void whereNothingWasLiveThereIsNothingToGoBackTo() {
    assertRefused(409, "nothing has been deployed to prod yet", request("prod", Optional.empty()));
    live("1.0.0");
    assertRefused(404, "1.0.0 is the first release", request("prod", Optional.empty()));
  }

  /** Deploys an image of this version. */
  private void release(String version, String environment) {
    scenario.pushImage("shop", version, "healthy");
    var request = json().put("applicationName", "shop").put("imageTag", version);
    var run = scenario.asked("POST", "/stacks/deploy", request.put("environment", environment));
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  /** Deploys it to the idle slot, and gives it all customers. */
  private void live(String version) {
    release(version, "prod");
    var run =
        scenario.asked(
            "POST", "/stacks/swapProdBlueAndGreen", json().put("applicationName", "shop"));
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  private Run rollback(String environment, Optional<String> version) {
    return scenario.asked("POST", "/stacks/rollback", request(environment, version));
  }

  private static ObjectNode request(String environment, Optional<String> version) {
    var request = json().put("applicationName", "shop").put("environment", environment);
    version.ifPresent(text -> request.put("version", text));
    return request;
  }

  private void assertRefused(int status, String why, ObjectNode body) {
    var answer = scenario.call("POST", "/stacks/rollback", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("errorMessage").asText()).contains(why);
  }

  private static ObjectNode json() {
    return Json.mapper().createObjectNode();
  }

  private InventoryEntry entry(Place place) {
    return scenario.inventory("Shop").stream()
        .filter(entry -> entry.place() == place)
        .findFirst()
        .orElseThrow();
  }

  private String zone() {
    var url = entry(Place.DEV).address().url();
    return url.substring(url.indexOf('.') + 1);
  }

  /** The release that answers on a host. */
  private String answer(String host) {
    return scenario.request(host + "." + zone()).release();
  }
}
