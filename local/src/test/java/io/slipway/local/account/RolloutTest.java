package io.slipway.local.account;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.registry.ImageBehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;

class RolloutTest {

  private final Scene scene = new Scene().live();

  @Test
  void aHealthyRolloutCompletesWithinMinutesAndNeverHasFewerHealthyTargetsThanDesired() {
    scene.image("2.0.1", ImageBehaviour.HEALTHY);
    var begun = scene.timeline.clock().instant();
    scene.deploy("prod1", "2.0.1");
    assertThat(scene.rollout("prod1")).isEqualTo("IN_PROGRESS");
    assertThat(scene.service("prod1").deployments()).hasSize(2);

    while (!scene.completed("prod1")) {
      scene.run(1);
      assertThat(scene.healthy("prod1")).isGreaterThanOrEqualTo(2);
      assertThat(scene.tasks("prod1", DesiredStatus.RUNNING)).hasSizeLessThanOrEqualTo(4);
    }

    assertThat(Duration.between(begun, scene.timeline.clock().instant()))
        .isBetween(ofSeconds(50), ofMinutes(3));
    assertThat(scene.service("prod1").deployments()).hasSize(1);
    assertThat(scene.account.request(Scene.HOST).release()).isEqualTo("2.0.1");
    assertThat(scene.messages("prod1").getFirst())
        .isEqualTo("(service shop-prod1) has reached a steady state.");
    assertThat(scene.tasks("prod1", DesiredStatus.STOPPED))
        .hasSize(2)
        .allSatisfy(task -> assertThat(task.containers().getFirst().exitCode()).isZero());
  }

  @Test
  void aCrashingImageTripsTheBreakerAndRollsBack() {
    scene.image("2.0.2", ImageBehaviour.CRASHING);
    var before = scene.primary("prod1");
    scene.deploy("prod1", "2.0.2");
    var requested = scene.primary("prod1");

    scene.settle();

    var after = scene.primary("prod1");
    assertThat(after.id()).isEqualTo(before.id()).isNotEqualTo(requested.id());
    assertThat(after.rolloutStateAsString()).isEqualTo("COMPLETED");
    assertThat(after.taskDefinition()).isEqualTo(before.taskDefinition());
    assertThat(scene.healthy("prod1")).isEqualTo(2);
    assertThat(scene.messages("prod1"))
        .contains(
            "(service shop-prod1) (deployment %s) deployment failed: tasks failed to start."
                .formatted(requested.id()),
            "(service shop-prod1) rolling back to deployment %s.".formatted(before.id()));
    assertThat(scene.tasks("prod1", DesiredStatus.STOPPED))
        .anySatisfy(
            task -> {
              assertThat(task.stopCodeAsString()).isEqualTo("EssentialContainerExited");
              assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
              assertThat(task.containers().getFirst().exitCode()).isEqualTo(1);
            });
    assertThat(scene.events)
        .extracting(event -> event.detail().path("eventName").asText())
        .contains("SERVICE_DEPLOYMENT_FAILED");
  }

  @Test
  void whileItRollsBackTheFailedDeploymentIsStillTold() {
    scene.image("2.0.2", ImageBehaviour.CRASHING);
    var before = scene.primary("prod1");
    scene.deploy("prod1", "2.0.2");
    var requested = scene.primary("prod1").id();

    scene.timeline.runUntil(() -> scene.primary("prod1").id().equals(before.id()), ofMinutes(20));

    var failed =
        scene.service("prod1").deployments().stream()
            .filter(deployment -> deployment.id().equals(requested))
            .findFirst();
    assertThat(failed).isPresent();
    assertThat(failed.get().rolloutStateAsString()).isEqualTo("FAILED");
    assertThat(failed.get().failedTasks()).isGreaterThanOrEqualTo(3);
    assertThat(failed.get().rolloutStateReason())
        .isEqualTo(
            "ECS deployment circuit breaker: rolling back to deploymentId " + before.id() + ".");
    assertThat(scene.rollout("prod1")).isEqualTo("IN_PROGRESS");
  }

  @Test
  void anUnhealthyImageIsReplacedAndAgainAndThenRolledBackWithoutTouchingTheOldTasks() {
    var old = scene.tasks("prod1", DesiredStatus.RUNNING);
    scene.image("2.0.2", ImageBehaviour.UNHEALTHY);
    scene.deploy("prod1", "2.0.2");

    scene.settle();

    assertThat(scene.rollout("prod1")).isEqualTo("COMPLETED");
    assertThat(scene.tasks("prod1", DesiredStatus.RUNNING))
        .extracting(task -> task.taskArn())
        .containsExactlyElementsOf(old.stream().map(task -> task.taskArn()).toList());
    assertThat(scene.messages("prod1"))
        .anyMatch(text -> text.contains("(reason Health checks failed with these codes: [500])"));
    assertThat(scene.tasks("prod1", DesiredStatus.STOPPED))
        .anySatisfy(
            task ->
                assertThat(task.stoppedReason()).startsWith("Task failed ELB health checks in"));
  }

  @Test
  void anImageThatIsNotThereCannotBePulled() {
    scene.deploy("prod1", "9.9.9");

    scene.settle();

    assertThat(scene.rollout("prod1")).isEqualTo("COMPLETED");
    assertThat(scene.tasks("prod1", DesiredStatus.STOPPED))
        .filteredOn(task -> task.stopCodeAsString().equals("TaskFailedToStart"))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            task -> assertThat(task.stoppedReason()).startsWith("CannotPullContainerError: "));
  }

  @Test
  void aSlowImageTakesMinutesAndCompletes() {
    scene.image("2.0.1", ImageBehaviour.SLOW);
    scene.deploy("prod1", "2.0.1");

    scene.run(200);
    assertThat(scene.rollout("prod1")).isEqualTo("IN_PROGRESS");
    scene.settle();

    assertThat(scene.rollout("prod1")).isEqualTo("COMPLETED");
    assertThat(scene.primary("prod1").failedTasks()).isZero();
    assertThat(scene.account.request(Scene.HOST).release()).isEqualTo("2.0.1");
  }

  @Test
  void aFlappingImageCompletesAndIsThenReplacedTimeAndAgain() {
    scene.image("2.0.1", ImageBehaviour.FLAPPING);
    scene.deploy("prod1", "2.0.1");
    scene.timeline.runUntil(() -> scene.completed("prod1"), ofMinutes(10));
    assertThat(scene.completed("prod1")).isTrue();

    scene.timeline.runFor(ofMinutes(20));

    assertThat(scene.tasks("prod1", DesiredStatus.STOPPED))
        .anySatisfy(
            task ->
                assertThat(task.stoppedReason()).startsWith("Task failed ELB health checks in"));
    assertThat(scene.primary("prod1").rolloutStateAsString()).isEqualTo("COMPLETED");
  }

  @Test
  void aServiceThatHasNeverCompletedStallsInsteadOfRollingBack() {
    var fresh = new Scene();
    fresh.image("1.0.0", ImageBehaviour.CRASHING);
    fresh.group("prod1");
    fresh.group("prod2");
    fresh.rule(100, 0);
    fresh.service("prod1", "1.0.0", 1);

    fresh.settle();

    assertThat(fresh.rollout("prod1")).isEqualTo("FAILED");
    assertThat(fresh.primary("prod1").rolloutStateReason())
        .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
    assertThat(fresh.tasks("prod1", DesiredStatus.RUNNING)).isEmpty();
    assertThat(fresh.primary("prod1").failedTasks()).isEqualTo(3);
  }

  @Test
  void aSecondDeploymentTakesOverFromTheFirst() {
    scene.image("2.0.1", ImageBehaviour.SLOW);
    scene.image("2.1.0", ImageBehaviour.HEALTHY);
    scene.deploy("prod1", "2.0.1");
    scene.run(60);
    scene.deploy("prod1", "2.1.0");
    scene.run(10);
    assertThat(scene.service("prod1").deployments())
        .extracting(deployment -> deployment.status())
        .containsExactly("PRIMARY", "ACTIVE");

    scene.settle();

    assertThat(scene.service("prod1").deployments()).hasSize(1);
    assertThat(scene.account.request(Scene.HOST).release()).isEqualTo("2.1.0");
  }

  @Test
  void aDesiredCountAloneScalesWithoutADeployment() {
    var before = scene.primary("prod1").id();

    scene.scale("prod1", 5);
    scene.settle();
    assertThat(scene.primary("prod1").id()).isEqualTo(before);
    assertThat(scene.healthy("prod1")).isEqualTo(5);

    scene.scale("prod1", 1);
    scene.settle();
    assertThat(scene.healthy("prod1")).isEqualTo(1);
    assertThat(scene.primary("prod1").id()).isEqualTo(before);
  }

  @Test
  void theSameTaskDefinitionAgainChangesNothingUnlessForced() {
    var before = scene.primary("prod1");
    var ecs = scene.account.ecs();

    ecs.updateService(
        r ->
            r.cluster(Scene.CLUSTER)
                .service("shop-prod1")
                .taskDefinition(before.taskDefinition())
                .healthCheckGracePeriodSeconds(90));
    assertThat(scene.primary("prod1").id()).isEqualTo(before.id());
    assertThat(scene.service("prod1").healthCheckGracePeriodSeconds()).isEqualTo(90);

    ecs.updateService(r -> r.cluster(Scene.CLUSTER).service("shop-prod1").forceNewDeployment(true));
    assertThat(scene.primary("prod1").id()).isNotEqualTo(before.id());
  }

  @Test
  void aStoppedTaskIsReplaced() {
    var victim = scene.tasks("prod1", DesiredStatus.RUNNING).getFirst().taskArn();

    scene.account.ecs().stopTask(r -> r.cluster(Scene.CLUSTER).task(victim).reason("a test"));
    scene.settle();

    assertThat(scene.healthy("prod1")).isEqualTo(2);
    assertThat(scene.tasks("prod1", DesiredStatus.STOPPED))
        .singleElement()
        .satisfies(task -> assertThat(task.stoppedReason()).isEqualTo("a test"));
  }

  @Test
  void aTaskThatFallsSickIsReplacedBeforeItIsStopped() {
    assertThat(scene.account.makeUnhealthy("shop", "1.0.0", 1)).isEqualTo(1);

    scene.timeline.runUntil(() -> scene.healthy("prod1") == 1, ofMinutes(5));
    assertThat(scene.healthy("prod1")).isEqualTo(1);
    scene.timeline.runUntil(() -> scene.healthy("prod1") == 2, ofMinutes(5));

    assertThat(scene.tasks("prod1", DesiredStatus.RUNNING)).hasSizeGreaterThanOrEqualTo(2);
    scene.settle();
    assertThat(scene.tasks("prod1", DesiredStatus.RUNNING)).hasSize(2);
    assertThat(scene.rollout("prod1")).isEqualTo("COMPLETED");
  }

  @Test
  void aDeletedServiceDrainsItsTasksAndIsInactive() {
    scene
        .account
        .ecs()
        .deleteService(r -> r.cluster(Scene.CLUSTER).service("shop-prod1").force(true));
    assertThat(scene.service("prod1").status()).isEqualTo("DRAINING");

    scene.settle();

    assertThat(scene.service("prod1").status()).isEqualTo("INACTIVE");
    assertThat(scene.targets("prod1")).isEmpty();
  }

  @Test
  void atRestNothingIsScheduled() {
    assertThat(scene.timeline.runUntilIdle(ofSeconds(1))).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    assertThat(history(new Scene())).isEqualTo(history(new Scene()));
  }

  private static String history(Scene told) {
    told.live();
    told.image("2.0.1", ImageBehaviour.CRASHING);
    told.deploy("prod1", "2.0.1");
    told.settle();
    return told.account.ecs().save().toString() + told.account.loadBalancers().save();
  }

  @Test
  void anAccountRestoredInTheMiddleOfARolloutComesToTheSameEnd() {
    scene.image("2.0.1", ImageBehaviour.HEALTHY);
    scene.deploy("prod1", "2.0.1");
    for (int second = 0; second < 90; second += 7) {
      scene.run(7);
      var other = Scene.restored(scene);
      assertThat(other.account.ecs().save()).isEqualTo(scene.account.ecs().save());
      other.settle();
      assertThat(other.rollout("prod1")).isEqualTo("COMPLETED");
      assertThat(other.service("prod1").deployments()).hasSize(1);
      assertThat(other.account.request(Scene.HOST).release()).isEqualTo("2.0.1");
    }
  }

  @Test
  void aRolloutCostsFewChangesAndTheLastOneHoldsTheWholeState() {
    Map<String, JsonNode> kept = new HashMap<>();
    List<String> changes = new ArrayList<>();
    var told =
        new Scene(
                7,
                part -> {
                  kept.put(part.name(), part.save());
                  changes.add(part.name());
                },
                Duration.ZERO)
            .live();
    told.image("2.0.1", ImageBehaviour.HEALTHY);
    changes.clear();

    told.deploy("prod1", "2.0.1");
    told.settle();

    assertThat(told.completed("prod1")).isTrue();
    assertThat(changes).hasSizeLessThan(100);
    assertThat(kept).containsEntry("ecs", told.account.ecs().save());
    assertThat(kept).containsEntry("balancing", told.account.loadBalancers().save());
  }
}
