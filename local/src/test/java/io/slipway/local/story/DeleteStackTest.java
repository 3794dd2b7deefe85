package io.slipway.local.story;

import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.runtime.Json;
import io.slipway.store.Application;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** How an application goes, and what stays. */
final class DeleteStackTest {

  @Test
  void flawA10ImagesStayUnlessSomebodyAsksAndAreTakenOverByTheNextOfTheName() {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("Shop").finish();
      scenario.pushImage("shop", "1.0.0", "healthy");

      var run = scenario.deleteStack("shop", false).finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(run.message()).contains("repository shop was kept with its images");
      assertThat(scenario.stacks().keySet()).containsExactly("slipway-shop-images");
      assertThat(scenario.application("shop")).isEmpty();
      assertThat(scenario.inventory("Shop")).isEmpty();

      var again = scenario.createStack("SHOP").finish();
      assertThat(again.outcome()).as(again.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.get("/local/images").toString()).contains("1.0.0");
    }
  }

  @Test
  void flawC10_withItsImagesNothingIsLeftOfAnApplicationButItsEvents() {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("shop").finish();
      IntStream.range(0, 230).forEach(i -> scenario.pushImage("shop", "1.0." + i, "healthy"));
      scenario.registerRevisions("shop-prod1", 120);

      var run = scenario.deleteStack("shop", true).finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).isEmpty();
      assertThat(scenario.application("shop")).isEmpty();
      assertThat(scenario.inventory("shop")).isEmpty();
      assertThat(scenario.account().ecr().describeRepositories().repositories()).isEmpty();
      assertThat(
              scenario
                  .account()
                  .ecs()
                  .listTaskDefinitions(request -> request.status(TaskDefinitionStatus.ACTIVE))
                  .taskDefinitionArns())
          .isEmpty();
      assertThat(scenario.events("shop")).contains("STARTED", "SUCCEEDED");
    }
  }

  @Test
  void flawA11ADeletionThatFailsKeepsTheInventoryAndGoesOnWhenCalledAgain() {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("shop").finish();
      scenario.slipway().cloudFormation().failNextDeletion("Prod1TargetGroup", "still in use");

      var run = scenario.deleteStack("shop", true).finish();

      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message())
          .contains("slipway-shop-production: Prod1TargetGroup", "still in use", "DELETE /stacks");
      assertThat(scenario.inventory("shop")).hasSize(6);
      assertThat(scenario.application("shop").orElseThrow().state())
          .isEqualTo(Application.State.BROKEN);
      assertThat(scenario.stacks().keySet())
          .containsExactly("slipway-shop-images", "slipway-shop-production");

      assertThat(scenario.deleteStack("shop", true).finish().outcome()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).isEmpty();
      assertThat(scenario.inventory("shop")).isEmpty();
    }
  }

  @Test
  void flawA11TheInventoryIsForgottenOnlyWhenTheStacksAreGone() {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("shop").finish();

      var run = scenario.deleteStack("shop", true);
      scenario.runFor(Duration.ofSeconds(20));

      assertThat(scenario.inventory("shop")).hasSize(6);
      assertThat(scenario.application("shop").orElseThrow().state())
          .isEqualTo(Application.State.DELETING);
      assertThat(run.finish().outcome()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void theConsoleStartsTheSameDeletion() {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("shop").finish();

      var run =
          scenario
              .startedByHand(
                  "delete-stack", "by-hand", Scenario.sample("console/delete-stack.json"))
              .finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).isEmpty();
    }
  }

  @Test
  void whatIsLeftOfAFailedCreationIsDeletedThoughItHasNoRepository() {
    try (var scenario = Scenario.begin()) {
      scenario.slipway().cloudFormation().failNextCreation("Prod2Service", "no capacity");
      scenario.slipway().cloudFormation().failNextDeletion("Prod1TargetGroup", "still in use");
      scenario.createStack("shop").finish();
      assertThat(scenario.stacks().keySet()).containsExactly("slipway-shop-production");

      var run = scenario.deleteStack("shop", true).finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).isEmpty();
    }
  }

  @Test
  void aRepositoryThatCannotGoIsSaidAndTheNextDeletionGoesOn() {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("shop").finish();
      scenario.slipway().cloudFormation().failNextDeletion("Repository", "locked");

      var run = scenario.deleteStack("shop", true).finish();

      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains("slipway-shop-images: Repository", "locked", "BROKEN");
      assertThat(scenario.stacks().keySet()).containsExactly("slipway-shop-images");
      assertThat(scenario.deleteStack("shop", true).finish().outcome()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void rulePrioritiesAreGivenBack() {
    try (var scenario = Scenario.begin()) {
      for (int round = 0; round < 2; round++) {
        scenario.createStack("shop").finish();
        var listener = scenario.inventory("shop").getFirst().address().rule();
        assertThat(
                scenario
                    .account()
                    .loadBalancers()
                    .describeRules(request -> request.ruleArns(listener))
                    .rules()
                    .getFirst()
                    .priority())
            .isIn("1", "2", "3", "4");
        assertThat(scenario.deleteStack("shop", true).finish().outcome()).isEqualTo(SUCCEEDED);
      }
    }
  }

  @Test
  void whatDoesNotExistCannotBeDeleted() {
    try (var scenario = Scenario.begin()) {
      var answer =
          scenario.call(
              "DELETE", "/stacks", Json.mapper().createObjectNode().put("stack", "nobody"));
      assertThat(answer.status()).isEqualTo(404);

      var wrong =
          scenario.call("DELETE", "/stacks", Json.mapper().createObjectNode().put("stack", "no_"));
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(wrong.text()).contains("stack: a letter");
    }
  }
}
