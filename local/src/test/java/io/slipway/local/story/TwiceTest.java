package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Phase;
import io.slipway.local.Setup;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.runtime.Json;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lambda may run a function twice for one event; every step leaves the same behind. */
final class TwiceTest {

  @Test
  void everyStepOfACreationAndADeletionMayRunTwice() {
    try (var scenario = Scenario.begin(Setup.virtual().withHandlers(twice()))) {
      var created = scenario.createStack("shop").finish();
      assertThat(created.outcome()).as(created.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).hasSize(6);
      assertThat(scenario.inventory("shop")).hasSize(6);

      var deleted = scenario.deleteStack("shop", true).finish();
      assertThat(deleted.outcome()).as(deleted.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).isEmpty();
    }
  }

  @Test
  void everyStepOfACreationThatFailsMayRunTwice() {
    try (var scenario = Scenario.begin(Setup.virtual().withHandlers(twice()))) {
      scenario.slipway().cloudFormation().failNextCreation("Prod2Service", "no capacity");

      var run = scenario.createStack("shop").finish();

      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains("no capacity", "is free");
      assertThat(scenario.stacks()).isEmpty();
      assertThat(scenario.application("shop")).isEmpty();
    }
  }

  @Test
  void everyStepOfADeployMayRunTwice() {
    try (var scenario = Scenario.begin(Setup.virtual().withHandlers(twice()))) {
      scenario.createStack("shop").finish();
      scenario.pushImage("shop", "1.0.0", "healthy");
      scenario.pushImage("shop", "1.0.1", "crashing");

      var deployed = deploy(scenario, "1.0.0", "dev");
      var failed = deploy(scenario, "1.0.1", "dev");

      assertThat(deployed.outcome()).as(deployed.message()).isEqualTo(SUCCEEDED);
      assertThat(failed.outcome()).as(failed.message()).isEqualTo(FAILED);
      assertThat(failed.message()).contains("It runs 1.0.0 as before.");
      assertThat(
              scenario
                  .account()
                  .ecs()
                  .listTaskDefinitions(request -> request.familyPrefix("shop-dev"))
                  .taskDefinitionArns())
          .hasSize(2);
    }
  }

  @Test
  void everyStepOfARollbackMayRunTwice() {
    try (var scenario = Scenario.begin(Setup.virtual().withHandlers(twice()))) {
      scenario.createStack("shop").finish();
      for (var version : List.of("1.0.0", "2.0.1")) {
        scenario.pushImage("shop", version, "healthy");
        deploy(scenario, version, "prod");
        scenario
            .asked(
                "POST",
                "/stacks/swapProdBlueAndGreen",
                Json.mapper().createObjectNode().put("applicationName", "shop"))
            .finish();
      }
      scenario.pushImage("shop", "2.0.2", "healthy");
      deploy(scenario, "2.0.2", "prod");

      var run =
          scenario
              .asked(
                  "POST",
                  "/stacks/rollback",
                  Json.mapper()
                      .createObjectNode()
                      .put("applicationName", "shop")
                      .put("environment", "prod"))
              .finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(run.message()).contains("customers have 1.0.0 again, in prod2");
    }
  }

  /** A run that comes too late would otherwise leave a wait that nobody can end for 14 days. */
  @Test
  void aLateRunOfAnEarlierStateEndsNoWait() {
    var seen = new HashMap<String, JsonNode>();
    try (var scenario = Scenario.begin(Setup.virtual().withHandlers(remembering(seen)))) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var second = step(60, ofDays(1)).put("approval", true);
      var run = production.canaryShift(steps(step(10, ofDays(1)), second));
      runsAgainDuring(Phase.BAKING, scenario, run, seen, "CheckSlot");
      production.tell(run, "pause");
      runsAgainDuring(Phase.HOLDING, scenario, run, seen, "CheckSlot", "Bake");
      production.tell(run, "promote");
      runsAgainDuring(
          Phase.AWAITING_APPROVAL,
          scenario,
          run,
          seen,
          "CheckSlot",
          "Bake",
          "HoldShift",
          "JudgeStep");
      production.tell(run, "approve");
      runsAgainDuring(Phase.BAKING, scenario, run, seen, "AwaitApproval", "CheckSlot", "JudgeStep");
      production.tell(run, "abort");
      assertThat(run.finish().outcome()).as(run.message()).isEqualTo(ABORTED);
    }
  }

  private static void runsAgainDuring(
      Phase phase, Scenario scenario, Run run, Map<String, JsonNode> seen, String... functions) {
    scenario.runUntil(() -> run.operation().phase() == phase);
    scenario.runFor(ofSeconds(1));
    var before = run.operation().waitingFor();
    for (var function : functions) {
      assertThat(seen).containsKey(function);
      assertThat(scenario.slipway().functions().invoke(function, seen.get(function))).isDone();
      assertThat(run.operation().phase()).as(function).isEqualTo(phase);
      assertThat(run.operation().waitingFor()).as(function).isEqualTo(before);
    }
  }

  /** What each function was last invoked with. */
  private static HandlerFactory remembering(Map<String, JsonNode> seen) {
    return (function, platform) -> {
      var handler = HandlerFactory.byConstructor(function, platform);
      RequestStreamHandler remembering =
          (in, out, context) -> {
            var event = in.readAllBytes();
            seen.put(function.logicalId(), Json.parse(event));
            handler.handleRequest(new ByteArrayInputStream(event), out, context);
          };
      return remembering;
    };
  }

  private static Run deploy(Scenario scenario, String version, String environment) {
    return scenario
        .asked(
            "POST",
            "/stacks/deploy",
            Json.mapper()
                .createObjectNode()
                .put("applicationName", "shop")
                .put("imageTag", version)
                .put("environment", environment))
        .finish();
  }

  /** The first answer is lost; API functions run once, since a second request is another one. */
  private static HandlerFactory twice() {
    return (function, platform) -> {
      var handler = HandlerFactory.byConstructor(function, platform);
      if (!function.handlerClass().startsWith("io.slipway.flow.")) {
        return handler;
      }
      RequestStreamHandler repeated =
          (in, out, context) -> {
            var event = in.readAllBytes();
            handler.handleRequest(
                new ByteArrayInputStream(event), OutputStream.nullOutputStream(), context);
            handler.handleRequest(new ByteArrayInputStream(event), out, context);
          };
      return repeated;
    };
  }
}
