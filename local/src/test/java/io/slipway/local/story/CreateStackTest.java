package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.runtime.Json;
import io.slipway.store.Application;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** How an application comes into being, or does not. */
final class CreateStackTest {

  @Test
  void anApplicationIsCreatedWholeWithItsInventory() {
    try (var scenario = Scenario.begin()) {
      var run = scenario.createStack("Shop").finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks().keySet())
          .contains(
              "slipway-shop-images",
              "slipway-shop-dev",
              "slipway-shop-qa",
              "slipway-shop-stage",
              "slipway-shop-training",
              "slipway-shop-production");
      assertThat(scenario.application("shop").orElseThrow().state())
          .isEqualTo(Application.State.ACTIVE);
      assertThat(scenario.inventory("Shop"))
          .extracting(InventoryEntry::place)
          .containsExactly(
              Place.DEV, Place.QA, Place.STAGE, Place.TRAINING, Place.PROD1, Place.PROD2);
      var slots = scenario.inventory("Shop").stream().filter(e -> e.place().isSlot()).toList();
      assertThat(slots)
          .extracting(InventoryEntry::role)
          .containsExactly(Optional.of(Role.LIVE), Optional.of(Role.IDLE));
      assertThat(run.message())
          .contains("dev http", "shop-prod.", "/shop, then POST /stacks/deploy");
      assertThat(run.steps()).contains("LaunchStack slipway-shop-production DONE");
      assertThat(scenario.events("Shop")).startsWith("STARTED").endsWith("SUCCEEDED");
    }
  }

  @Test
  void theConsoleStartsTheSameCreation() {
    try (var scenario = Scenario.begin()) {
      var run =
          scenario
              .startedByHand(
                  "create-stack", "by-hand", Scenario.sample("console/create-stack.json"))
              .finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.application("shop")).isPresent();
    }
  }

  @Test
  void flawL11AFailedResourceInProductionRemovesEverythingAndSaysWhy() {
    try (var scenario = Scenario.begin()) {
      scenario.slipway().cloudFormation().failNextCreation("Prod2Service", "no capacity");

      var run = scenario.createStack("shop").finish();

      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message())
          .contains("slipway-shop-production: Prod2Service (AWS::ECS::Service)", "no capacity")
          .doesNotContain("cancelled");
      assertThat(scenario.stacks()).isEmpty();
      assertThat(scenario.application("shop")).isEmpty();
      assertThat(scenario.inventory("shop")).isEmpty();
      assertThat(run.steps())
          .endsWith("RemoveStacks slipway-shop-images DONE", "VerifyRecovery snapshot DONE")
          .contains("LaunchStack slipway-shop-production FAILED")
          .noneMatch(step -> step.endsWith("RUNNING"));

      assertThat(scenario.createStack("shop").finish().outcome()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void flawA12APhantomNeverStaysInTheInventory() {
    try (var scenario = Scenario.begin()) {
      var run = scenario.createStack("shop");
      scenario.runFor(Duration.ofSeconds(20));
      assertThat(scenario.inventory("shop")).isEmpty();
      assertThat(scenario.application("shop").orElseThrow().state())
          .isEqualTo(Application.State.CREATING);

      run.finish();
      assertThat(scenario.inventory("shop")).hasSize(6);
    }
  }

  @Test
  void flawA12ADescriptionIsOptionalAndErrorsAreWhatTheyAre() {
    try (var scenario = Scenario.begin()) {
      var request = Scenario.sample("api/create-stack.json");
      request.remove("description");
      var run = scenario.asked("POST", "/stacks", request);

      var second = scenario.call("POST", "/stacks", request);
      assertThat(second.status()).isEqualTo(409);
      assertThat(second.text()).contains(run.id());
      assertThat(run.finish().outcome()).isEqualTo(SUCCEEDED);

      var wrong = scenario.call("POST", "/stacks", request.deepCopy().put("email", "nobody"));
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(wrong.text()).contains("email: an address such as team@example.com");
    }
  }

  @Test
  void aNameInAnotherCaseIsTheSameName() {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("shop").finish();

      var again =
          scenario.call(
              "POST",
              "/stacks",
              Scenario.sample("api/create-stack.json").put("applicationName", "SHOP"));

      assertThat(again.status()).isEqualTo(409);
      assertThat(again.text()).contains("exists already");
    }
  }

  @Test
  void aLostAnswerOfCreateStackMakesOneStack() {
    try (var scenario = Scenario.begin()) {
      var lost = new AtomicInteger();
      scenario.account().calls().inject(Faults.losing(Set.of("CreateStack"), 3, lost));

      var run = scenario.createStack("shop").finish();

      assertThat(lost.get()).isGreaterThanOrEqualTo(6);
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).hasSize(6);
    }
  }

  @Test
  void anAbortRemovesWhatWasMade() {
    try (var scenario = Scenario.begin()) {
      var run = scenario.createStack("shop");
      scenario.runFor(Duration.ofSeconds(20));

      var answer =
          scenario.call(
              "POST", "/operations/" + run.id() + "/abort", Json.mapper().createObjectNode());

      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      assertThat(run.finish().outcome()).isEqualTo(ABORTED);
      assertThat(scenario.stacks()).isEmpty();
      assertThat(scenario.application("shop")).isEmpty();
    }
  }

  @Test
  void whatCannotBeRemovedStaysAsBrokenAndCanBeDeleted() {
    try (var scenario = Scenario.begin()) {
      scenario.slipway().cloudFormation().failNextCreation("Prod2Service", "no capacity");
      scenario.slipway().cloudFormation().failNextDeletion("LogGroup", "not now");

      var run = scenario.createStack("shop").finish();

      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains("no capacity", "not now", "BROKEN", "DELETE /stacks");
      assertThat(scenario.application("shop").orElseThrow().state())
          .isEqualTo(Application.State.BROKEN);
      var refused =
          scenario.call(
              "POST",
              "/stacks/deploy",
              Json.mapper()
                  .createObjectNode()
                  .put("applicationName", "shop")
                  .put("environment", "dev")
                  .put("imageTag", "1.0.0"));
      assertThat(refused.status()).isEqualTo(409);

      assertThat(scenario.deleteStack("shop", false).finish().outcome()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks()).isEmpty();
      assertThat(scenario.application("shop")).isEmpty();
    }
  }

  @Test
  void aStackOfSomebodyElseIsNeverTakenNorRemoved() {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("shop").finish();
      scenario.foreignStack("slipway-cats-dev");

      var run = scenario.createStack("cats").finish();

      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains("a stack slipway-cats-dev exists already");
      assertThat(scenario.stacks()).containsKey("slipway-cats-dev").hasSize(7);
      assertThat(scenario.application("cats")).isEmpty();
    }
  }

  @Test
  void flawL15TwoApplicationsAtOnceGetDifferentRulePriorities() {
    try (var scenario = Scenario.begin()) {
      var shop = scenario.createStack("shop");
      var cats = scenario.createStack("cats");

      assertThat(shop.finish().outcome()).as(shop.message()).isEqualTo(SUCCEEDED);
      assertThat(cats.finish().outcome()).as(cats.message()).isEqualTo(SUCCEEDED);
      assertThat(scenario.stacks().values()).containsOnly(StackStatus.CREATE_COMPLETE);
    }
  }

  @Test
  void flawA20ContainersRunWithARoleOfTheirOwn() {
    try (var scenario = Scenario.begin()) {
      scenario.createStack("shop").finish();

      var entry = scenario.inventory("shop").getFirst();
      var definition =
          scenario
              .account()
              .ecs()
              .describeTaskDefinition(request -> request.taskDefinition(entry.address().service()))
              .taskDefinition();
      assertThat(definition.taskRoleArn()).contains(":role/slipway/").doesNotContain("control");
    }
  }
}
