package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.local.asl.Status;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** How a release gets to where it runs, or does not. */
final class DeployTest {

  private Scenario scenario;

  @BeforeEach
  void anApplicationWithOneRelease() {
    scenario = Scenario.begin();
    scenario.createStack("Shop").finish();
    scenario.pushImage("shop", "1.0.0", "healthy");
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
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

    var run =
        scenario
            .asked("POST", "/stacks/deploytoprodBlue", json().put("applicationName", "shop"))
            .finish();

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
    scenario.pushImage("shop", input.path("imageTag").asText(), "healthy");

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
  void flawA5_flawA6_flawL1_aReleaseThatCrashesFailsTheDeployAndTheOldOneStays() {
    deploy("1.0.0", "dev").finish();
    var before = service(Place.DEV);
    scenario.pushImage("shop", "1.0.1", "crashing");

    var run = deploy("1.0.1", "dev").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(run.message())
        .contains("1.0.1 was not deployed to dev", "exit code", "It runs 1.0.0 as before.");
    assertThat(answer("shop-dev")).isEqualTo("1.0.0");
    assertThat(release(Place.DEV).version().value()).isEqualTo("1.0.0");
    assertThat(service(Place.DEV).taskDefinition()).isEqualTo(before.taskDefinition());
    assertThat(service(Place.DEV).desiredCount()).isEqualTo(before.desiredCount());
    assertThat(revisions("Shop-dev")).hasSize(2);
    assertThat(run.steps()).contains("CheckRollout dev FAILED", "CheckRestore dev DONE");
  }

  @Test
  void flawL2_aReleaseThatNeverBecomesHealthyIsGivenUp() {
    deploy("1.0.0", "dev").finish();
    scenario.pushImage("shop", "1.0.1", "unhealthy");

    var run = deploy("1.0.1", "dev").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(answer("shop-dev")).isEqualTo("1.0.0");
  }

  @Test
  void aFirstDeployThatFailsLeavesThePlaceEmptyAsItWas() {
    scenario.pushImage("shop", "1.0.1", "crashing");
    var before = service(Place.PROD2);

    var run = deploy("1.0.1", "prod").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(run.message()).contains("Nothing runs there, as before.");
    assertThat(service(Place.PROD2).taskDefinition()).isEqualTo(before.taskDefinition());
    assertThat(service(Place.PROD2).desiredCount()).isZero();
    assertThat(entry(Place.PROD2).release()).isEmpty();
  }

  @Test
  void aFailureInOneEnvironmentPutsAllOfThemBack() {
    scenario
        .account()
        .calls()
        .inject(
            new Fault() {
              @Override
              public void before(
                  String service, String operation, Caller caller, SdkRequest request) {
                if (request instanceof UpdateServiceRequest update
                    && update.service().equals("Shop-qa")) {
                  throw InvalidParameterException.builder()
                      .statusCode(400)
                      .message("no")
                      .awsErrorDetails(
                          software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                              .errorCode("InvalidParameterException")
                              .errorMessage("no")
                              .build())
                      .build();
                }
              }
            });

    var run = deploy("1.0.0", "dev", "qa", "stage").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(run.message())
        .contains(
            "1.0.0 was not deployed to dev, qa, stage",
            "Shop-qa: no",
            "dev runs nothing, qa runs nothing, stage runs nothing, as before.");
    for (var place : List.of(Place.DEV, Place.QA, Place.STAGE)) {
      assertThat(entry(place).release()).isEmpty();
      assertThat(service(place).desiredCount()).isZero();
    }
  }

  @Test
  void flawA19_noRequestFailsWhileAReleaseIsReplaced() {
    deploy("1.0.0", "dev").finish();
    scenario.pushImage("shop", "2.0.1", "healthy");

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
    scenario.pushImage("shop", "2.0.1", "healthy");

    deploy("2.0.1", "dev").finish();

    assertThat(service(Place.DEV).desiredCount()).isEqualTo(2);
  }

  @Test
  void flawL3_whatRanBeforeStaysRegistered() {
    deploy("1.0.0", "dev").finish();
    var before = release(Place.DEV).taskDefinition();
    scenario.pushImage("shop", "2.0.1", "healthy");

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
    scenario
        .account()
        .calls()
        .inject(
            new Fault() {
              @Override
              public void after(
                  String service, String operation, Caller caller, SdkRequest request) {
                if (List.of("RegisterTaskDefinition", "UpdateService").contains(operation)
                    && lost.getAndIncrement() < 2) {
                  throw ApiCallTimeoutException.create(1);
                }
              }
            });

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
  void noRevisionThatCameLateStaysAfterAWayBack() {
    scenario.pushImage("shop", "1.0.1", "slow");
    var late = Duration.ofSeconds(28);
    scenario.account().calls().inject(Faults.registering(late, scenario.slipway()));
    var run = deploy("1.0.1", "dev");
    scenario.runFor(Duration.ofSeconds(10));

    scenario.call("POST", "/operations/" + run.id() + "/abort", json());

    assertThat(run.finish().outcome()).isEqualTo(ABORTED);
    scenario.runFor(Duration.ofMinutes(2));
    assertThat(revisions("Shop-dev")).hasSize(1);
  }

  @Test
  void anAbortPutsEveryPlaceBack() {
    scenario.pushImage("shop", "1.0.1", "slow");
    var run = deploy("1.0.1", "dev", "qa");
    scenario.runFor(Duration.ofSeconds(15));

    var answer = scenario.call("POST", "/operations/" + run.id() + "/abort", json());

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(run.finish().outcome()).isEqualTo(ABORTED);
    assertThat(run.message()).contains("The deploy to dev, qa was ended by a caller");
    assertThat(entry(Place.DEV).release()).isEmpty();
    assertThat(service(Place.QA).desiredCount()).isZero();
  }

  @Test
  void aSecondDeployToTheSameGroupIsRefusedWithTheFirst() {
    var run = deploy("1.0.0", "dev");

    var second = scenario.call("POST", "/stacks/deploy", request("1.0.0", "qa"));

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
  void wrongRequestsAreRefusedBeforeAnythingIsWritten() {
    var before = scenario.events("Shop");
    assertRefused(404, "has no image '9.9.9'", request("9.9.9", "dev"));
    assertRefused(404, "has no environment da; it has dev, qa, stage", request("1.0.0", "da"));
    assertRefused(
        409, "nothing has been deployed to stage", request("1.0.0", "dev").without("imageTag"));
    assertRefused(
        400, "environment: each environment is allowed once", request("1.0.0", "dev", "dev"));
    assertRefused(400, "imageTag: letters", request("a b", "dev"));
    assertThat(scenario.events("Shop")).isEqualTo(before);
  }

  private void assertRefused(int status, String why, com.fasterxml.jackson.databind.JsonNode body) {
    var answer = scenario.call("POST", "/stacks/deploy", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("errorMessage").asText()).contains(why);
  }

  private Run deploy(String tag, String... environments) {
    return scenario.asked("POST", "/stacks/deploy", request(tag, environments));
  }

  private void swap() {
    var run =
        scenario.asked(
            "POST", "/stacks/swapProdBlueAndGreen", json().put("applicationName", "shop"));
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  private static ObjectNode request(String tag, String... environments) {
    var request = json().put("applicationName", "shop").put("imageTag", tag);
    request.set("environment", Json.tree(environments));
    return request;
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

  private Release release(Place place) {
    return entry(place).release().orElseThrow();
  }

  private Service service(Place place) {
    var address = entry(place).address();
    return scenario
        .account()
        .ecs()
        .describeServices(request -> request.cluster(address.cluster()).services(address.service()))
        .services()
        .getFirst();
  }

  private List<String> revisions(String family) {
    return scenario
        .account()
        .ecs()
        .listTaskDefinitions(request -> request.familyPrefix(family))
        .taskDefinitionArns();
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
