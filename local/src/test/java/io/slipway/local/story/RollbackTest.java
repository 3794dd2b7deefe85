package io.slipway.local.story;

import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a release that ran before comes back. */
final class RollbackTest extends ShopStory {

  @Test
  void anEnvironmentGoesBackToTheReleaseBeforeAndThenToTheOneBeforeThat() {
    released("1.0.0", "dev");
    released("1.1.0", "dev");
    released("2.0.1", "dev");
    var earlier = release(Place.DEV);

    var run = rollback("dev", Optional.empty()).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(run.message()).startsWith("1.1.0 runs in dev again: http://shop-dev.");
    assertThat(answer("shop-dev")).isEqualTo("1.1.0");
    assertThat(release(Place.DEV).deployedAt()).isBefore(earlier.deployedAt());
    assertThat(rollback("dev", Optional.empty()).finish().outcome()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-dev")).isEqualTo("1.0.0");
    refused(404, "1.0.0 is the first release", request("dev", Optional.empty()));
  }

  @Test
  void aVersionMayBeNamed() {
    released("1.0.0", "dev");
    released("1.1.0", "dev");
    released("2.0.1", "dev");

    assertThat(rollback("dev", Optional.of("1.0.0")).finish().outcome()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-dev")).isEqualTo("1.0.0");
    refused(409, "dev runs 1.0.0 already", request("dev", Optional.of("1.0.0")));
    refused(
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
    released("2.0.2", "prod");

    var run = rollback("prod", Optional.empty()).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-prod")).isEqualTo("1.0.0");
    assertThat(run.steps()).contains("CheckRollout prod2 DONE", "ShiftTraffic 100 % DONE");
    assertThat(release(Place.PROD2).version().value()).isEqualTo("1.0.0");
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
    released("2.0.2", "prod");
    var idle = entry(Place.PROD2);
    scenario.account().calls().inject(Faults.refusing("ModifyRule"));

    var run = rollback("prod", Optional.empty()).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(FAILED);
    assertThat(run.message()).contains("not authorized to perform ModifyRule");
    assertThat(run.steps()).contains("CheckRollout prod2 DONE", "CheckRestore prod2 DONE");
    assertThat(answer("shop-prod")).isEqualTo("2.0.1");
    assertThat(answer("shop-prod-blue")).isEqualTo("2.0.2");
    assertThat(entry(Place.PROD2)).isEqualTo(idle);
  }

  @Test
  void whereNothingWasLiveThereIsNothingToGoBackTo() {
    refused(409, "nothing has been deployed to prod yet", request("prod", Optional.empty()));
    live("1.0.0");
    refused(404, "1.0.0 is the first release", request("prod", Optional.empty()));
  }

  /** Deploys an image of this version. */
  private void released(String version, String environment) {
    push(version, "healthy");
    var run = deploy(version, environment).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  /** Deploys it to the idle slot, and gives it all customers. */
  private void live(String version) {
    released(version, "prod");
    swap();
  }

  private Run rollback(String environment, Optional<String> version) {
    return scenario.asked("POST", "/stacks/rollback", request(environment, version));
  }

  private static ObjectNode request(String environment, Optional<String> version) {
    var request = shop().put("environment", environment);
    version.ifPresent(text -> request.put("version", text));
    return request;
  }

  private void refused(int status, String why, ObjectNode body) {
    assertRefused(status, why, "/stacks/rollback", body);
  }
}
