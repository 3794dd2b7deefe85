package io.slipway.local.account;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.local.data.Changes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

class TrafficTest {

  private final Scene scene = new Scene().live();

  @Test
  void requestsAreSharedByWeight() {
    scene.image("2.0.1", ImageBehaviour.HEALTHY);
    scene.deploy("prod2", "2.0.1");
    scene.scale("prod2", 2);
    scene.settle();
    assertThat(ask(200)).containsExactly(Map.entry("1.0.0", 200));

    scene.weights(90, 10);

    assertThat(ask(1000).get("2.0.1")).isBetween(70, 130);
    scene.weights(0, 100);
    assertThat(ask(200)).containsExactly(Map.entry("2.0.1", 200));
  }

  private Map<String, Integer> ask(int times) {
    Map<String, Integer> served = new HashMap<>();
    for (int i = 0; i < times; i++) {
      var answer = scene.account.request(Scene.HOST);
      assertThat(answer.status()).isEqualTo(200);
      served.merge(answer.release(), 1, Integer::sum);
    }
    return served;
  }

  @Test
  void aGroupWithWeightZeroIsCheckedAsLongAsItIsAttached() {
    scene.scale("prod2", 1);
    scene.settle();
    assertThat(scene.healthy("prod2")).isEqualTo(1);

    scene
        .account
        .loadBalancers()
        .modifyRule(
            r ->
                r.ruleArn(scene.ruleArn)
                    .actions(
                        Action.builder()
                            .type("forward")
                            .targetGroupArn(scene.groups.get("prod1"))
                            .build()));
    assertThat(scene.targets("prod2"))
        .singleElement()
        .satisfies(target -> assertThat(reason(target)).isEqualTo("Target.NotInUse"));

    scene.weights(100, 0);
    assertThat(scene.targets("prod2"))
        .singleElement()
        .satisfies(target -> assertThat(reason(target)).isEqualTo("Elb.RegistrationInProgress"));
    scene.run(40);
    assertThat(scene.healthy("prod2")).isEqualTo(1);
  }

  private static String reason(TargetHealthDescription target) {
    return target.targetHealth().reasonAsString();
  }

  @Test
  void whereAllTargetsAreSickTheyServeNevertheless() {
    scene.account.makeUnhealthy("shop", "1.0.0", 2);
    scene.timeline.runUntil(() -> scene.healthy("prod1") == 0, ofMinutes(5));

    var answer = scene.account.request(Scene.HOST);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.release()).isEqualTo("1.0.0");
    assertThat(scene.targets("prod1"))
        .anySatisfy(target -> assertThat(reason(target)).isEqualTo("Target.ResponseCodeMismatch"));
  }

  @Test
  void aSickTargetGetsNoRequestsWhileAnotherIsHealthy() {
    scene.account.makeUnhealthy("shop", "1.0.0", 1);
    scene.timeline.runUntil(() -> scene.healthy("prod1") == 1, ofMinutes(5));

    assertThat(ask(100)).containsExactly(Map.entry("1.0.0", 100));
  }

  @Test
  void whatHasBeenHealedBecomesHealthyAgain() {
    scene.account.makeUnhealthy("shop", "1.0.0", 1);
    scene.timeline.runUntil(() -> scene.healthy("prod1") == 1, ofMinutes(5));

    assertThat(scene.account.heal("shop", "1.0.0")).isEqualTo(1);
    scene.settle();

    assertThat(scene.healthy("prod1")).isEqualTo(2);
  }

  @Test
  void aGroupWithoutTargetsAnswers503AndAHostWithoutARule404() {
    scene.weights(0, 100);

    assertThat(scene.account.request(Scene.HOST).status()).isEqualTo(503);
    assertThat(scene.account.request("elsewhere.example.com").status()).isEqualTo(404);
    assertThat(scene.account.request("SHOP-prod.EXAMPLE.com").status()).isEqualTo(503);
  }

  @Test
  void hostsTellGroupsWeightsAndReleases() {
    var host = scene.account.hosts().getFirst();

    assertThat(host.host()).isEqualTo(Scene.HOST);
    assertThat(host.groups())
        .extracting(Host.Group::name, Host.Group::weight)
        .containsExactly(tuple("shop-prod1", 100), tuple("shop-prod2", 0));
    assertThat(host.groups().getFirst().targets())
        .hasSize(2)
        .allSatisfy(
            target -> {
              assertThat(target.healthy()).isTrue();
              assertThat(target.release()).isEqualTo("1.0.0");
              assertThat(target.service()).isEqualTo("shop-prod1");
              assertThat(target.imageDigest()).startsWith("sha256:");
            });
  }

  @Test
  void aStoppingTaskDrainsBeforeItsTargetIsGone() {
    scene.scale("prod1", 1);
    scene.run(3);
    assertThat(scene.targets("prod1"))
        .anySatisfy(
            target -> assertThat(target.targetHealth().stateAsString()).isEqualTo("draining"));

    scene.run(35);

    assertThat(scene.targets("prod1")).hasSize(1);
  }

  @Test
  void forAWhileAfterAChangeSomeNodesStillUseTheOldWeights() {
    var slow = new Scene(7, Changes.FORGOTTEN, Duration.ofSeconds(30)).live();
    slow.image("2.0.1", ImageBehaviour.HEALTHY);
    slow.deploy("prod2", "2.0.1");
    slow.scale("prod2", 1);
    slow.settle();
    slow.weights(0, 100);

    assertThat(releases(slow)).containsOnlyKeys("1.0.0", "2.0.1");
    slow.run(30);
    assertThat(releases(slow)).containsOnlyKeys("2.0.1");
  }

  private static Map<String, Integer> releases(Scene told) {
    Map<String, Integer> served = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      served.merge(told.account.request(Scene.HOST).release(), 1, Integer::sum);
    }
    return served;
  }
}
