package io.slipway.local.simulation.invariant;

import io.slipway.aws.CanaryRules;
import io.slipway.aws.Listeners;
import io.slipway.aws.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** O4: the rule that a canary has of its own comes announced, leads to it, and goes with it. */
final class CanaryRulesGo extends io.slipway.local.simulation.invariant.Rule {

  private static final int ALL = 100;

  CanaryRulesGo(Journal journal) {
    super(
        "O4",
        "a canary has at most one rule of its own, announced, before the customers' rule, for some"
            + " of its requests and to the slot that had none of them; when the operation ends, and"
            + " at rest, it is gone",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var found = new ArrayList<String>();
    if (effect.request() instanceof CreateRuleRequest) {
      journal.by(effect).ifPresent(trail -> made(view, trail, effect, found));
    }
    for (var trail : journal.justEnded()) {
      of(view, trail).forEach(rule -> found.add(trail + " has ended and leaves " + told(rule)));
    }
    return found;
  }

  private void made(View view, Trail trail, Effect effect, List<String> found) {
    if (journal.log().stream()
        .noneMatch(
            event ->
                event.operationId().equals(trail.id)
                    && event.isIntent()
                    && event.what().startsWith("AddCanaryRule"))) {
      found.add(trail + " makes a rule, and no event has said that it would");
    }
    var own = of(view, trail);
    if (own.size() != 1) {
      found.add(trail + " has made a rule and has " + own.size() + " of its own");
    }
    for (var rule : own) {
      var customers = customers(view, rule);
      boolean before = customers.stream().anyMatch(other -> priority(rule) < priority(other));
      if (customers.stream().anyMatch(other -> leadsBack(rule, other))
          && !raced(view, trail, effect)) {
        found.add(trail + " has made " + told(rule) + ", where all requests go already");
      }
      if (!before || isByHostAlone(rule)) {
        found.add(
            "%s has made the rule %s of priority %d, which is not before one for all requests of"
                    .formatted(trail, told(rule), priority(rule))
                + " the same host");
      }
    }
  }

  /** The rules for all requests of the hosts of a canary's. */
  private static List<Rule> customers(View view, Rule rule) {
    return view.account().loadBalancers().rules().stream()
        .filter(other -> isByHostAlone(other) && hosts(other).equals(hosts(rule)))
        .filter(other -> listener(other).equals(listener(rule)))
        .toList();
  }

  /** Whether it leads to where all customers are led. */
  private static boolean leadsBack(Rule rule, Rule customers) {
    var shares = Forwards.weights(customers.actions());
    return Forwards.weights(rule.actions()).keySet().stream()
        .anyMatch(group -> shares.getOrDefault(group, 0) == ALL);
  }

  @Override
  public List<String> atRest(View view) {
    return view.account().loadBalancers().rules().stream()
        .filter(rule -> CanaryRules.CANARY.equals(tags(view, rule).get(CanaryRules.PURPOSE)))
        .map(rule -> "at rest there is " + told(rule))
        .toList();
  }

  private static List<Rule> of(View view, Trail trail) {
    return view.account().loadBalancers().rules().stream()
        .filter(rule -> !isByHostAlone(rule))
        .filter(rule -> trail.id.equals(tags(view, rule).get(Stack.OPERATION)))
        .toList();
  }

  private static Map<String, String> tags(View view, Rule rule) {
    var tags = new HashMap<String, String>();
    view.account()
        .loadBalancers()
        .describeTags(request -> request.resourceArns(rule.ruleArn()))
        .tagDescriptions()
        .forEach(told -> told.tags().forEach(tag -> tags.put(tag.key(), tag.value())));
    return tags;
  }

  private static boolean isByHostAlone(Rule rule) {
    return rule.conditions().stream().allMatch(CanaryRulesGo::isHost);
  }

  private static boolean isHost(RuleCondition condition) {
    return "host-header".equals(condition.field());
  }

  private static List<String> hosts(Rule rule) {
    return rule.conditions().stream()
        .filter(CanaryRulesGo::isHost)
        .flatMap(condition -> condition.values().stream())
        .toList();
  }

  private static String listener(Rule rule) {
    return Listeners.of(rule.ruleArn());
  }

  private static int priority(Rule rule) {
    return Integer.parseInt(rule.priority());
  }

  private static String told(Rule rule) {
    return rule.ruleArn() + " to " + Forwards.told(Forwards.weights(rule.actions()));
  }
}
