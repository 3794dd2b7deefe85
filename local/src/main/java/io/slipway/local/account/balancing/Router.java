package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.GroupState;
import io.slipway.local.account.balancing.BalancingState.Standing;
import io.slipway.local.account.balancing.BalancingState.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * Sends one request where a load balancer would: the rule of the host, a group by weight, a healthy
 * target of it. A group whose targets are all sick gets its requests nevertheless ("fail open"); a
 * group without targets answers 503 (ALB user guide). After a change, some {@link Nodes} still use
 * the actions of before for a while.
 */
final class Router {

  private final Duration propagation;
  private final RandomGenerator random;

  Router(Duration propagation, RandomGenerator random) {
    this.propagation = propagation;
    this.random = random;
  }

  /** Where {@code request} goes from any node. */
  Routed route(BalancingState state, Incoming request, Optional<String> balancer, Instant now) {
    return route(state, request, balancer, random.nextInt(Nodes.COUNT), now);
  }

  /**
   * Where {@code request} goes from one node.
   *
   * @param balancer the ARN of the load balancer that DNS has led to; empty for any
   * @param node any number: there are few nodes, and many connections
   */
  Routed route(
      BalancingState state, Incoming request, Optional<String> balancer, int node, Instant now) {
    var found = Rules.serving(state, request, balancer);
    return found
        .map(rule -> Nodes.actions(rule, Math.floorMod(node, Nodes.COUNT), propagation, now))
        .map(actions -> route(state, found.get().shape.ruleArn(), actions))
        .orElseGet(() -> byDefault(state));
  }

  /** Every listener of ours answers alike where no rule matches. */
  private Routed byDefault(BalancingState state) {
    return state.listeners.values().stream()
        .findFirst()
        .map(listener -> route(state, null, listener.shape.defaultActions()))
        .orElseGet(() -> Routed.refused(404, null, null));
  }

  private Routed route(BalancingState state, String ruleArn, List<Action> actions) {
    var last = actions.getLast();
    var groups = Actions.groups(List.of(last));
    if (groups.isEmpty()) {
      return answer(last, ruleArn);
    }
    int total = groups.stream().mapToInt(TargetGroupTuple::weight).sum();
    if (total == 0) {
      return Routed.refused(503, ruleArn, null);
    }
    var chosen = choose(groups, random.nextInt(total));
    var group = state.groups.get(chosen.targetGroupArn());
    var targets = group == null ? List.<TargetState>of() : candidates(group);
    if (targets.isEmpty()) {
      return Routed.refused(503, ruleArn, chosen.targetGroupArn());
    }
    var target = targets.get(random.nextInt(targets.size()));
    return new Routed(0, ruleArn, chosen.targetGroupArn(), target.id, "");
  }

  private static Routed answer(Action action, String ruleArn) {
    var fixed = action.fixedResponseConfig();
    if (fixed == null) {
      return Routed.refused(302, ruleArn, null);
    }
    var message = fixed.messageBody() == null ? "" : fixed.messageBody();
    return new Routed(Integer.parseInt(fixed.statusCode()), ruleArn, null, null, message);
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
