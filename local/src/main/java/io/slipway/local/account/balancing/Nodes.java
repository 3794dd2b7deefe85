package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.Replaced;
import io.slipway.local.account.balancing.BalancingState.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

/**
 * The nodes of a load balancer, and which actions of a rule each of them uses. A change reaches one
 * node at once and the others at their own moments within the propagation time, later ones never
 * before earlier ones. The moments follow from the rule and the time of the change, so that a
 * restored account has the same.
 */
final class Nodes {

  /** How many a load balancer has here; AWS has at least one a zone. */
  static final int COUNT = 3;

  private Nodes() {}

  /** The actions that {@code node} uses at {@code now}. */
  static List<Action> actions(RuleState rule, int node, Duration propagation, Instant now) {
    var actions = rule.shape.actions();
    for (var before : rule.replaced.reversed()) {
      if (!now.isBefore(reaches(rule, before, node, propagation))) {
        return actions;
      }
      actions = before.actions();
    }
    return actions;
  }

  /** Every list of actions that some node uses at {@code now}, the newest first. */
  static Set<List<Action>> inEffect(RuleState rule, Duration propagation, Instant now) {
    var all = new LinkedHashSet<List<Action>>();
    for (int node = 0; node < COUNT; node++) {
      all.add(actions(rule, node, propagation, now));
    }
    return all;
  }

  /** Forgets changes that have reached every node. */
  static void forgetOld(RuleState rule, Duration propagation, Instant now) {
    rule.replaced.removeIf(before -> !now.isBefore(before.until().plus(propagation)));
  }

  private static Instant reaches(RuleState rule, Replaced before, int node, Duration propagation) {
    long chance = mixed(rule.shape.ruleArn().hashCode() * 31L + before.until().toEpochMilli());
    int turn = Math.floorMod(node + chance, COUNT);
    if (turn == 0) {
      return before.until();
    }
    double part = Math.floorMod(mixed(chance + turn), 1000L) / 1000.0;
    double share = (turn - 1 + part) / (COUNT - 1);
    return before.until().plusMillis((long) (propagation.toMillis() * share));
  }

  /** SplitMix64's finaliser. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
