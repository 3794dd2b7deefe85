package io.slipway.local.story;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Phase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests that events/ shows do what their names say, sent as they stand there. */
final class SampleRequestsTest {

  private static final String SHOP = "shop";

  private Scenario scenario;

  @BeforeEach
  void anInstallation() {
    scenario = Scenario.begin();
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void everyRouteTakesItsSample() {
    sent("POST", "/stacks", "create-stack");
    cats();
    sent("POST", "/stacks/deploy", "deploy");
    sent("POST", "/stacks/deploytoTrainDA", "deploy-to-train-da");
    firstToIdle();
    sent("POST", "/stacks/swapProdBlueAndGreen", "swap");
    sent("POST", "/stacks/deploytoprodBlue", "deploy-to-idle");
    var canary =
        scenario.asked("POST", "/stacks/canaryShift", Scenario.sample("api/canary-shift.json"));
    scenario.runUntil(() -> canary.operation().phase() == Phase.BAKING);
    var told =
        scenario.call(
            "POST", "/operations/" + canary.id() + "/promote", Scenario.sample("api/control.json"));
    assertThat(told.status()).as(told.text()).isEqualTo(202);
    assertThat(canary.finish().outcome()).as(canary.message()).isEqualTo(SUCCEEDED);
    sent("POST", "/stacks/rollback", "rollback");
    Builds.with(scenario, "Cats", "{}").push("main");
    sent("POST", "/stacks/Cats/builds", "build");
    sent("POST", "/stacks/nonprodStatus", "nonprod-status");
    sent("POST", "/stacks/prodblueStatus", "prodblue-status");
    given("/stacks/shop/environments/qa/parameters", "parameters");
    answered("/stacks/Cats/verify", "verify");
    answered("/stacks/Cats/plan", "plan");
    given("/stacks/Cats/schedule", "schedule");
    answered("/stacks/addSubscription", "add-subscription");
    answered("/stacks/applicationInfo", "application-info");
    sent("DELETE", "/stacks", "delete-stack");
    assertThat(scenario.application(SHOP)).isEmpty();
  }

  @Test
  void everyMachineTakesItsSample() {
    started("create-stack", "create-stack");
    cats();
    started("deploy", "deploy");
    firstToIdle();
    started("swap", "swap");
    started("deploy", "deploy-to-idle");
    started("canary-shift", "canary-shift");
    started("rollback", "rollback");
    started("set-status", "set-status");
    var unused = Builds.with(scenario, "Cats", "{}");
    started("build", "build");
    started("delete-stack", "delete-stack");
    assertThat(scenario.application(SHOP)).isEmpty();
  }

  @Test
  void theSamplesOfWhatAwsSendsAreTaken() {
    scenario.runFor(Duration.ofSeconds(1));
    for (var step :
        java.util.List.of(
            "sweep/Sweep",
            "drift/FindDrift",
            "schedule/KeepHours",
            "queue/StartQueued",
            "notice/AnnounceEnd",
            "alarm/AlarmRaised")) {
      var name = step.substring(step.indexOf('/') + 1);
      var result =
          scenario.slipway().functions().invoke(name, Scenario.sample(step + ".json")).join();
      assertThat(result).as(name).isInstanceOf(io.slipway.local.lambda.LambdaResult.Returned.class);
    }
  }

  @Test
  void theSampleOfAReleaseBringsItToCustomers() {
    var unused = WeighedNames.prepared(scenario);
    var releases = new Releases(scenario);
    var id = releases.ask(Scenario.sample("api/release.json"));
    releases.push("1.10.1", "healthy");
    releases.succeeded(id);
  }

  /** The application that the samples deploy, with the images that they name. */
  private void cats() {
    var request = Scenario.sample("api/create-stack.json").put("applicationName", "Cats");
    scenario.asked("POST", "/stacks", request).finish();
    scenario.pushImage("cats", "1.0.0", "healthy");
    scenario.pushImage("cats", "2.0.1", "healthy");
  }

  /** The samples bring 2.0.1 to the customers of something older. */
  private void firstToIdle() {
    var request = Scenario.sample("api/deploy-to-idle.json").put("imageTag", "1.0.0");
    scenario.asked("POST", "/stacks/deploytoprodBlue", request).finish();
  }

  private void sent(String method, String path, String sample) {
    var run = scenario.asked(method, path, Scenario.sample("api/" + sample + ".json")).finish();
    assertThat(run.outcome()).as(sample + ": " + run.message()).isEqualTo(SUCCEEDED);
  }

  private void answered(String path, String sample) {
    var answer = scenario.call("POST", path, Scenario.sample("api/" + sample + ".json"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private void given(String path, String sample) {
    var answer = scenario.call("PUT", path, Scenario.sample("api/" + sample + ".json"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private void started(String machine, String sample) {
    var name = sample + "-" + scenario.slipway().machines().list().size();
    var run =
        scenario
            .startedByHand(machine, name, Scenario.sample("console/" + sample + ".json"))
            .finish();
    assertThat(run.outcome()).as(sample + ": " + run.message()).isEqualTo(SUCCEEDED);
  }
}
