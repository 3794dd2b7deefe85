package io.slipway.local.simulation.invariant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Where a listener rule sends its requests. */
final class Forwards {

  private Forwards() {}

  /** The weight of each target group, by its ARN, in the order of the rule. */
  static Map<String, Integer> weights(List<Action> actions) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (var action : actions) {
      if (action.forwardConfig() != null) {
        action
            .forwardConfig()
            .targetGroups()
            .forEach(group -> weights.put(group.targetGroupArn(), group.weight()));
      } else if (action.targetGroupArn() != null) {
        weights.put(action.targetGroupArn(), 1);
      }
    }
    return weights;
  }

  /** Whether one of these groups is among those of {@link #weights}. */
  static boolean leadTo(List<Action> actions, Set<String> groups) {
    for (var action : actions) {
      if (action.forwardConfig() == null) {
        if (groups.contains(action.targetGroupArn())) {
          return true;
        }
      } else {
        for (var group : action.forwardConfig().targetGroups()) {
          if (groups.contains(group.targetGroupArn())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  static Optional<Rule> rule(View view, String arn) {
    return view.account().loadBalancers().rules().stream()
        .filter(rule -> rule.ruleArn().equals(arn))
        .findFirst();
  }

  /** The name in {@code …:targetgroup/NAME/id}. */
  static String name(String targetGroupArn) {
    var parts = targetGroupArn.split("/", -1);
    return parts.length < 2 ? targetGroupArn : parts[1];
  }

  static String told(Map<String, Integer> weights) {
    var told = new LinkedHashMap<String, Integer>();
    weights.forEach((group, weight) -> told.put(name(group), weight));
    return told.toString();
  }
}
