package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.ListenerState;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/** The calls about rules. */
final class RuleCalls {

  private final Ledger ledger;

  RuleCalls(Ledger ledger) {
    this.ledger = ledger;
  }

  CreateRuleResponse createRule(CreateRuleRequest request) {
    var actions = Actions.normal(request.actions());
    ledger.groupsExist(actions);
    var rule = Rules.create(ledger.kernel(), ledger.state(), request, actions);
    ledger.added(rule);
    return CreateRuleResponse.builder().rules(rule.shape).build();
  }

  ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
    var rule = ledger.rule(request.ruleArn());
    ledger.groupsExist(request.actions());
    Rules.modify(ledger.kernel(), rule, request);
    ledger.reattach();
    return ModifyRuleResponse.builder().rules(rule.shape).build();
  }

  SetRulePrioritiesResponse setRulePriorities(SetRulePrioritiesRequest request) {
    var rules = request.rulePriorities().stream().map(pair -> ledger.rule(pair.ruleArn())).toList();
    for (var pair : request.rulePriorities()) {
      var listener = ledger.rule(pair.ruleArn()).listenerArn;
      boolean taken =
          Rules.of(ledger.state(), listener)
              .filter(rule -> !rules.contains(rule))
              .anyMatch(rule -> rule.priority() == pair.priority());
      if (taken) {
        throw BalancingErrors.priorityInUse(pair.priority());
      }
    }
    for (var pair : request.rulePriorities()) {
      var rule = ledger.rule(pair.ruleArn());
      rule.shape = rule.shape.toBuilder().priority(pair.priority().toString()).build();
    }
    ledger.changed();
    return SetRulePrioritiesResponse.builder()
        .rules(rules.stream().map(rule -> rule.shape).toList())
        .build();
  }

  DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
    ledger.rule(request.ruleArn());
    ledger.state().rules.remove(request.ruleArn());
    ledger.reattach();
    return DeleteRuleResponse.builder().build();
  }

  DescribeRulesResponse describeRules(DescribeRulesRequest request) {
    if (request.hasRuleArns() == (request.listenerArn() != null)) {
      throw BalancingErrors.validation(
          "You must specify either listener or rule ARNs, and not both");
    }
    var found =
        request.hasRuleArns()
            ? request.ruleArns().stream().map(this::shapeOfRule).toList()
            : rulesOf(ledger.listener(request.listenerArn()));
    var page = Ledger.page(found, request.marker(), request.pageSize());
    return DescribeRulesResponse.builder().rules(page.items()).nextMarker(page.next()).build();
  }

  private Rule shapeOfRule(String arn) {
    return ledger.state().listeners.values().stream()
        .filter(listener -> listener.defaultRuleArn.equals(arn))
        .findFirst()
        .map(Listeners::defaultRule)
        .orElseGet(() -> ledger.rule(arn).shape);
  }

  private List<Rule> rulesOf(ListenerState listener) {
    List<Rule> rules = new ArrayList<>();
    ledger.rulesOf(listener.shape.listenerArn()).forEach(rule -> rules.add(rule.shape));
    rules.add(Listeners.defaultRule(listener));
    return rules;
  }
}
