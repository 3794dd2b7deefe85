package io.slipway.local.account;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.account.registry.ImageBehaviour;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

class InvariantsTest {

  private final Scene scene = new Scene().live();

  private List<String> broken() {
    return Invariants.check(scene.account, Optional.empty()).stream()
        .map(Violation::invariant)
        .distinct()
        .toList();
  }

  @Test
  void aLiveApplicationBreaksNothing() {
    assertThat(broken()).isEmpty();
  }

  @Test
  void weightsThatDoNotSumToOneHundredAreFound() {
    scene.weights(100, 10);

    assertThat(broken()).contains("weightsSumToOneHundred");
  }

  @Test
  void weightOnAGroupWithoutAHealthyTargetIsFound() {
    scene.weights(90, 10);

    assertThat(broken()).containsExactly("traffickedGroupsAreHealthy");
  }

  @Test
  void whereNoGroupIsHealthyNoneIsToBlame() {
    scene.account.makeUnhealthy("shop", "1.0.0", 2);
    scene.timeline.runUntil(() -> scene.healthy("prod1") == 0, ofMinutes(5));

    assertThat(broken()).isEmpty();
  }

  @Test
  void aThirdReleaseThatServesIsFound() {
    scene.image("2.0.1", ImageBehaviour.HEALTHY);
    scene.image("2.1.0", ImageBehaviour.HEALTHY);
    scene.deploy("prod2", "2.0.1");
    scene.scale("prod2", 2);
    scene.settle();
    scene.weights(50, 50);
    assertThat(broken()).isEmpty();

    scene.deploy("prod2", "2.1.0");
    scene.timeline.runUntil(() -> !broken().isEmpty(), ofMinutes(5));

    assertThat(broken()).containsExactly("atMostTwoReleasesServe");
  }

  @Test
  void whatIsLeftOfAStackThatIsGoneIsFound() {
    scene
        .account
        .loadBalancers()
        .createTargetGroup(
            r ->
                r.name("left")
                    .protocol("HTTP")
                    .port(80)
                    .vpcId("vpc-1")
                    .tags(tags("slipway-shop-dev")));

    assertThat(orphans(Set.of("slipway-shop-dev"))).noneMatch(what -> what.contains("/left/"));
    assertThat(orphans(Set.of())).anyMatch(what -> what.contains("/left/"));
  }

  private List<String> orphans(Set<String> stacks) {
    return Invariants.check(scene.account, Optional.of(stacks)).stream()
        .filter(violation -> violation.invariant().equals("nothingIsOrphaned"))
        .map(Violation::what)
        .toList();
  }

  private static List<Tag> tags(String stack) {
    return List.of(
        Tag.builder().key("slipway:application").value("shop").build(),
        Tag.builder().key("aws:cloudformation:stack-name").value(stack).build());
  }
}
