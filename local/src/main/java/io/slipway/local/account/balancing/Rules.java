package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.Replaced;
import io.slipway.local.account.balancing.BalancingState.RuleState;
import io.slipway.local.account.kernel.Kernel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Creates, changes and matches listener rules. */
final class Rules {

  private static final int MOST_PRIORITY = 50_000;

  private Rules() {}

  static RuleState create(
      Kernel kernel, BalancingState state, CreateRuleRequest request, List<Action> actions) {
    if (!state.listeners.containsKey(request.listenerArn())) {
      throw BalancingErrors.noListener();
    }
    var priority = request.priority();
    if (priority == null || priority < 1 || priority > MOST_PRIORITY) {
      throw BalancingErrors.validation(
          "Priority '" + priority + "' must be between 1 and 50000 inclusive");
    }
    boolean taken =
        of(state, request.listenerArn())
            .anyMatch(rule -> rule.shape.priority().equals(priority.toString()));
    if (taken) {
      throw BalancingErrors.priorityInUse(priority);
    }
    if (balancerHas(state, request.listenerArn()) >= state.mostRules) {
      throw BalancingErrors.tooManyRules();
    }
    if (request.conditions().isEmpty()) {
      throw BalancingErrors.validation("A condition must be specified");
    }
    var rule = new RuleState();
    rule.listenerArn = request.listenerArn();
    rule.shape =
        Rule.builder()
            .ruleArn(Listeners.ruleArn(state, request.listenerArn()))
            .priority(priority.toString())
            .isDefault(false)
            .conditions(conditions(request.conditions()))
            .actions(actions)
            .build();
    rule.tags.addAll(request.tags());
    state.rules.put(rule.shape.ruleArn(), rule);
    return rule;
  }

  /** Replaces all actions, or all conditions, where they are given. */
  static void modify(Kernel kernel, RuleState rule, ModifyRuleRequest request) {
    var changed = rule.shape.toBuilder();
    if (request.hasActions()) {
      Nodes.forgetOld(rule, kernel.settings().weightPropagation(), kernel.now());
      rule.replaced.add(new Replaced(rule.shape.actions(), kernel.now()));
      changed.actions(Actions.normal(request.actions()));
    }
    if (request.hasConditions()) {
      changed.conditions(conditions(request.conditions()));
    }
    rule.shape = changed.build();
  }

  private static boolean isOf(BalancingState state, RuleState rule, String balancerArn) {
    var listener = state.listeners.get(rule.listenerArn);
    return listener != null && listener.shape.loadBalancerArn().equals(balancerArn);
  }

  private static long balancerHas(BalancingState state, String listenerArn) {
    var balancer = state.listeners.get(listenerArn).shape.loadBalancerArn();
    return state.rules.values().stream()
        .map(rule -> state.listeners.get(rule.listenerArn))
        .filter(listener -> listener != null && listener.shape.loadBalancerArn().equals(balancer))
        .count();
  }

  /** Host conditions come back both as configuration and as values. */
  private static List<RuleCondition> conditions(List<RuleCondition> conditions) {
    var normal = conditions.stream().map(Rules::condition).toList();
    ConditionLimits.require(normal);
    return normal;
  }

  private static RuleCondition condition(RuleCondition condition) {
    if (condition.field() == null) {
      throw BalancingErrors.validation("A condition field must be specified");
    }
    Conditions.requireKnown(condition);
    if (!condition.field().equals("host-header")) {
      return condition;
    }
    var hosts = Conditions.hosts(condition);
    if (hosts.isEmpty()) {
      throw BalancingErrors.validation("A condition value must be specified");
    }
    for (var host : hosts) {
      if (host.length() > 128 || !host.matches("[A-Za-z0-9.*?-]+")) {
        throw BalancingErrors.validation("The host name '" + host + "' is not valid");
      }
    }
    return condition.toBuilder()
        .values(hosts)
        .hostHeaderConfig(config -> config.values(hosts))
        .build();
  }

  static Stream<RuleState> of(BalancingState state, String listenerArn) {
    return state.rules.values().stream().filter(rule -> rule.listenerArn.equals(listenerArn));
  }

  /** The rule that serves {@code request}: of those that match, the one of the lowest priority. */
  static Optional<RuleState> serving(
      BalancingState state, Incoming request, Optional<String> balancer) {
    return state.rules.values().stream()
        .filter(rule -> balancer.map(arn -> isOf(state, rule, arn)).orElse(true))
        .filter(rule -> Conditions.hold(rule.shape.conditions(), request))
        .min(Comparator.comparingInt(RuleState::priority));
  }
}
