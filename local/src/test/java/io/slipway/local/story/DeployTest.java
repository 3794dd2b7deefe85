package io.slipway.local.story;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Place;
import io.slipway.local.asl.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;

/** How a release gets to where it runs. */
final class DeployTest extends ShopStory {

  @BeforeEach
  void anImage() {
    push("1.0.0", "healthy");
  }

  @Test
  void anImageIsDeployedToSeveralEnvironmentsAtOnce() {
    var run = deploy("1.0.0", "dev", "qa", "stage").finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    for (var place : List.of(Place.DEV, Place.QA, Place.STAGE)) {
      assertThat(answer("shop-" + place)).isEqualTo("1.0.0");
      assertThat(release(place).version().value()).isEqualTo("1.0.0");
      assertThat(service(place).taskDefinition()).isEqualTo(release(place).taskDefinition());
      assertThat(service(place).desiredCount()).isEqualTo(1);
    }
    assertThat(run.message()).contains("1.0.0 runs in dev: http://shop-dev.");
    assertThat(run.steps())
        .contains("RegisterRelease dev DONE", "StartRollout qa DONE", "CheckRollout stage DONE");
    assertThat(scenario.events("Shop")).endsWith("SUCCEEDED");
  }

  @Test
  void theIdleSlotGetsWhatStageRuns() {
    deploy("1.0.0", "stage").finish();

    var run = scenario.asked("POST", "/stacks/deploytoprodBlue", shop()).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(run.message()).contains("idle slot prod2", "POST /stacks/canaryShift");
    assertThat(release(Place.PROD2).digest()).isEqualTo(release(Place.STAGE).digest());
    assertThat(service(Place.PROD2).desiredCount()).isEqualTo(2);
    assertThat(answer("shop-prod-blue")).isEqualTo("1.0.0");
    assertThat(service(Place.PROD1).desiredCount()).isZero();
    swap();
    assertThat(answer("shop-prod")).isEqualTo("1.0.0");
  }

  @Test
  void theConsoleStartsTheSameDeploy() {
    var input = Scenario.sample("console/deploy.json").put("applicationName", "shop");
    push(input.path("imageTag").asText(), "healthy");

    var run = scenario.startedByHand("deploy", "by-hand", input).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-qa")).isEqualTo("2.0.1");
  }

  @Test
  void whatTheConsoleAsksForWronglyFailsTheExecutionAndWritesNothing() {
    var before = scenario.events("Shop");
    var input = Scenario.sample("console/deploy.json").put("applicationName", "nobody");

    scenario.startedByHand("deploy", "wrong", input);
    scenario.runFor(Duration.ofMinutes(1));

    var execution =
        scenario.slipway().machines().list().stream()
            .filter(one -> one.executionArn().endsWith(":wrong"))
            .findFirst()
            .orElseThrow();
    assertThat(execution.status()).isEqualTo(Status.FAILED);
    assertThat(execution.error()).contains("io.slipway.domain.Rejected");
    assertThat(execution.cause().orElseThrow()).contains("there is no application 'nobody'");
    assertThat(scenario.get("/operations/wrong").path("status").asInt()).isEqualTo(404);
    assertThat(scenario.events("Shop")).isEqualTo(before);
  }

  @Test
  void flawA19_noRequestFailsWhileAReleaseIsReplaced() {
    deploy("1.0.0", "dev").finish();
    push("2.0.1", "healthy");

    var run = deploy("2.0.1", "dev");
    for (int second = 0; second < 600; second++) {
      scenario.runFor(Duration.ofSeconds(1));
      assertThat(scenario.request("shop-dev." + zone()).status())
          .as("after %d seconds", second)
          .isEqualTo(200);
    }

    assertThat(run.finish().outcome()).isEqualTo(SUCCEEDED);
    assertThat(answer("shop-dev")).isEqualTo("2.0.1");
  }

  @Test
  void flawA8_flawL5_theNumberOfTasksStaysAsItWas() {
    deploy("1.0.0", "dev").finish();
    scenario
        .slipway()
        .clients()
        .get(EcsClient.class)
        .updateService(
            request ->
                request
                    .cluster(entry(Place.DEV).address().cluster())
                    .service("Shop-dev")
                    .desiredCount(2));
    scenario.runFor(Duration.ofMinutes(5));
    push("2.0.1", "healthy");

    deploy("2.0.1", "dev").finish();

    assertThat(service(Place.DEV).desiredCount()).isEqualTo(2);
  }

  @Test
  void flawL3_whatRanBeforeStaysRegistered() {
    deploy("1.0.0", "dev").finish();
    var before = release(Place.DEV).taskDefinition();
    push("2.0.1", "healthy");

    deploy("2.0.1", "dev").finish();

    assertThat(revisions("Shop-dev")).contains(before);
  }

  @Test
  void flawA9_flawL9_aTagIsResolvedOnceAndTheDigestRuns() {
    deploy("1.0.0", "dev").finish();

    var definition =
        scenario
            .account()
            .ecs()
            .describeTaskDefinition(
                request -> request.taskDefinition(release(Place.DEV).taskDefinition()))
            .taskDefinition();

    assertThat(definition.containerDefinitions().getFirst().image())
        .endsWith("/shop@" + release(Place.DEV).digest());
  }

  @Test
  void aLostAnswerOfEcsMakesNoSecondRevisionAndNoSecondDeployment() {
    var lost = new AtomicInteger();
    var calls = Set.of("RegisterTaskDefinition", "UpdateService");
    scenario.account().calls().inject(Faults.losing(calls, 2, lost));

    var run = deploy("1.0.0", "dev").finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(lost.get()).isEqualTo(2);
    assertThat(revisions("Shop-dev")).hasSize(2);
    assertThat(scenario.account().calls().list(run.id()))
        .filteredOn(call -> call.operation().equals("UpdateService"))
        .hasSize(1);
  }

  @Test
  void aRevisionThatCameLateDoesNotStay() {
    var late = Duration.ofSeconds(28);
    scenario.account().calls().inject(Faults.registering(late, scenario.slipway()));

    var run = deploy("1.0.0", "dev", "qa").finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    for (var place : List.of(Place.DEV, Place.QA)) {
      assertThat(revisions("Shop-" + place))
          .hasSize(2)
          .last()
          .isEqualTo(release(place).taskDefinition());
    }
    assertThat(run.steps()).contains("FinishDeploy dev DONE", "FinishDeploy qa DONE");
  }

  @Test
  void aSecondDeployToTheSameGroupIsRefusedWithTheFirst() {
    var run = deploy("1.0.0", "dev");

    var second = scenario.call("POST", "/stacks/deploy", deployment("1.0.0", "qa"));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text()).contains(run.id());
    assertThat(run.finish().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void productionAndTheOthersAreDeployedToAtTheSameTime() {
    var dev = deploy("1.0.0", "dev");
    var idle = deploy("1.0.0", "prod");

    assertThat(dev.finish().outcome()).isEqualTo(SUCCEEDED);
    assertThat(idle.finish().outcome()).isEqualTo(SUCCEEDED);
    swap();
  }

  @Test
  void flawL9_wrongRequestsAreRefusedBeforeAnythingIsWritten() {
    var before = scenario.events("Shop");
    refused(404, "has no image '9.9.9'", deployment("9.9.9", "dev"));
    refused(404, "has no environment da; it has dev, qa, stage", deployment("1.0.0", "da"));
    refused(
        409, "nothing has been deployed to stage", deployment("1.0.0", "dev").without("imageTag"));
    refused(
        400, "environment: each environment is allowed once", deployment("1.0.0", "dev", "dev"));
    refused(400, "imageTag: letters", deployment("a b", "dev"));
    assertThat(scenario.events("Shop")).isEqualTo(before);
  }

  private void refused(int status, String why, JsonNode body) {
    assertRefused(status, why, "/stacks/deploy", body);
  }
}
