package io.slipway.local.account.balancing;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.account.balancing.BalancingState.Replaced;
import io.slipway.local.account.balancing.BalancingState.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

class NodesTest {

  private static final Duration PROPAGATION = ofSeconds(5);
  private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aChangeReachesTheNodesOneAfterTheOtherWithinThePropagationTime(int rule) {
    var changed = rule(rule, "old", "new");
    List<Integer> counts = new ArrayList<>();
    for (int ms = 0; ms <= 5000; ms += 50) {
      counts.add(using("new", changed, CHANGED.plusMillis(ms)));
    }

    assertThat(counts).isSorted();
    assertThat(counts.getFirst()).isEqualTo(1);
    assertThat(counts).contains(2);
    assertThat(counts.getLast()).isEqualTo(Nodes.COUNT);
    assertThat(Nodes.inEffect(changed, PROPAGATION, CHANGED))
        .containsExactlyInAnyOrder(actions("new"), actions("old"));
    assertThat(Nodes.inEffect(changed, PROPAGATION, CHANGED.plus(PROPAGATION)))
        .containsExactly(actions("new"));
  }

  @Test
  void differentRulesReachTheNodesAtDifferentMoments() {
    var moments = new ArrayList<Long>();
    for (int rule = 0; rule < 20; rule++) {
      var changed = rule(rule, "old", "new");
      long ms = 0;
      while (using("new", changed, CHANGED.plusMillis(ms)) < Nodes.COUNT) {
        ms++;
      }
      moments.add(ms);
    }

    assertThat(moments.stream().distinct().count()).isGreaterThan(10);
    assertThat(moments).allSatisfy(ms -> assertThat(ms).isBetween(2500L, 5000L));
  }

  @Test
  void aNodeNeverGoesBackToAnOlderChange() {
    var rule = rule(3, "first", "third");
    rule.replaced.add(new Replaced(actions("second"), CHANGED.plus(ofMillis(700))));
    for (int node = 0; node < Nodes.COUNT; node++) {
      int latest = 0;
      for (int ms = 700; ms < 6000; ms += 10) {
        var used = Nodes.actions(rule, node, PROPAGATION, CHANGED.plusMillis(ms));
        int order = List.of(actions("first"), actions("second"), actions("third")).indexOf(used);
        assertThat(order).isGreaterThanOrEqualTo(latest);
        latest = order;
      }
      assertThat(latest).isEqualTo(2);
    }
  }

  private static int using(String group, RuleState rule, Instant now) {
    int count = 0;
    for (int node = 0; node < Nodes.COUNT; node++) {
      count += Nodes.actions(rule, node, PROPAGATION, now).equals(actions(group)) ? 1 : 0;
    }
    return count;
  }

  private static RuleState rule(int number, String before, String now) {
    var rule = new RuleState();
    rule.shape = Rule.builder().ruleArn("rule/" + number).actions(actions(now)).build();
    rule.replaced.add(new Replaced(actions(before), CHANGED));
    return rule;
  }

  private static List<Action> actions(String group) {
    return List.of(Action.builder().type("forward").targetGroupArn(group).build());
  }
}
