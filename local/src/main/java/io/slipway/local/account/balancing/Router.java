package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.GroupState;
import io.slipway.local.account.balancing.BalancingState.RuleState;
import io.slipway.local.account.balancing.BalancingState.Standing;
import io.slipway.local.account.balancing.BalancingState.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * Sends one request where a load balancer would: the rule of the host, a group by weight, a healthy
 * target of it. A group whose targets are all sick gets its requests nevertheless ("fail open"); a
 * group without targets answers 503 (ALB user guide). After a change, some nodes still use the
 * actions of before for a while.
 */
final class Router {

  private final Duration propagation;
  private final RandomGenerator random;

  Router(Duration propagation, RandomGenerator random) {
    this.propagation = propagation;
    this.random = random;
  }

  Routed route(BalancingState state, String host, Instant now) {
    var rule = Rules.serving(state, host);
    return rule.isEmpty()
        ? new Routed(404, null, null, null)
        : route(state, rule.get(), actions(rule.get(), now));
  }

  private List<Action> actions(RuleState rule, Instant now) {
    boolean mixed = rule.before != null && now.isBefore(rule.changedAt.plus(propagation));
    return mixed && random.nextBoolean() ? rule.before : rule.shape.actions();
  }

  private Routed route(BalancingState state, RuleState rule, List<Action> actions) {
    var ruleArn = rule.shape.ruleArn();
    var last = actions.getLast();
    var groups = Actions.groups(List.of(last));
    if (groups.isEmpty()) {
      int status =
          last.fixedResponseConfig() == null
              ? 302
              : Integer.parseInt(last.fixedResponseConfig().statusCode());
      return new Routed(status, ruleArn, null, null);
    }
    int total = groups.stream().mapToInt(TargetGroupTuple::weight).sum();
    if (total == 0) {
      return new Routed(503, ruleArn, null, null);
    }
    var chosen = choose(groups, random.nextInt(total));
    var group = state.groups.get(chosen.targetGroupArn());
    var targets = group == null ? List.<TargetState>of() : candidates(group);
    if (targets.isEmpty()) {
      return new Routed(503, ruleArn, chosen.targetGroupArn(), null);
    }
    var target = targets.get(random.nextInt(targets.size()));
    return new Routed(0, ruleArn, chosen.targetGroupArn(), target.id);
  }

  private static TargetGroupTuple choose(List<TargetGroupTuple> groups, int ticket) {
    int left = ticket;
    for (var group : groups) {
      left -= group.weight();
      if (left < 0) {
        return group;
      }
    }
    throw new IllegalStateException("ticket " + ticket + " is beyond the weights of " + groups);
  }

  private static List<TargetState> candidates(GroupState group) {
    var registered =
        group.targets.stream().filter(target -> target.standing != Standing.DRAINING).toList();
    var healthy =
        registered.stream().filter(target -> target.standing == Standing.HEALTHY).toList();
    return healthy.isEmpty() ? registered : healthy;
  }
}
