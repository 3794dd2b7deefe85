package io.slipway.local.simulation.invariant;

import io.slipway.local.account.Host;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * By what customers come to the slots of an application: a listener rule, or a name whose records
 * weigh two load balancers.
 */
final class Ways {

  private Ways() {}

  /**
   * What a way has been given.
   *
   * @param way the ARN of a rule, or a name
   * @param weights of the target groups that it leads to, by their ARNs
   */
  record Given(String way, Map<String, Integer> weights) {}

  /** What a call has given to customers: not to those who look at a preview. */
  static List<Given> given(View view, Effect effect) {
    return switch (effect.request()) {
      case ModifyRuleRequest request ->
          Forwards.rule(view, request.ruleArn()).stream()
              .filter(rule -> !Customers.isPreview(rule))
              .map(rule -> new Given(rule.ruleArn(), Forwards.weights(rule.actions())))
              .toList();
      case ChangeResourceRecordSetsRequest request ->
          names(request)
              .map(name -> new Given(name, ofName(view, name)))
              .filter(given -> !given.weights().isEmpty())
              .toList();
      default -> List.of();
    };
  }

  private static Stream<String> names(ChangeResourceRecordSetsRequest request) {
    return request.changeBatch().changes().stream()
        .map(Change::resourceRecordSet)
        .filter(record -> record.weight() != null)
        .map(record -> record.name().replaceFirst("\\.$", "").toLowerCase(Locale.ROOT))
        .distinct();
  }

  /** The percentage of a name's customers that comes to each target group. */
  static Map<String, Integer> ofName(View view, String name) {
    if (view.account().route53().weighted(name).isEmpty()) {
      return Map.of();
    }
    return view.account().hosts().stream()
        .filter(host -> host.host().equals(name))
        .flatMap(host -> host.groups().stream())
        .collect(
            Collectors.toMap(
                Host.Group::targetGroupArn, Host.Group::weight, Integer::sum, LinkedHashMap::new));
  }

  /** The names that lead to a rule, and whose records weigh. */
  private static List<String> names(View view, Rule rule) {
    return rule.conditions().stream()
        .filter(condition -> "host-header".equals(condition.field()))
        .flatMap(condition -> condition.values().stream())
        .filter(host -> !view.account().route53().weighted(host).isEmpty())
        .toList();
  }

  /** All ways to some target groups, with their weights. */
  static Map<String, Map<String, Integer>> to(View view, Set<String> groups) {
    var ways = new TreeMap<String, Map<String, Integer>>();
    for (var rule : view.account().loadBalancers().rules()) {
      if (Forwards.leadTo(rule.actions(), groups)) {
        var names = names(view, rule);
        names.forEach(name -> ways.computeIfAbsent(name, key -> ofName(view, key)));
        if (names.isEmpty()) {
          ways.put(rule.ruleArn(), Forwards.weights(rule.actions()));
        }
      }
    }
    return ways;
  }

  /** The weights of all ways. */
  static Collection<Map<String, Integer>> all(View view) {
    var all = new ArrayList<Map<String, Integer>>();
    var names = new TreeSet<String>();
    for (var rule : view.account().loadBalancers().rules()) {
      all.add(Forwards.weights(rule.actions()));
      names.addAll(names(view, rule));
    }
    names.forEach(name -> all.add(ofName(view, name)));
    return all;
  }

  /** Whether customers come to a rule: whether DNS leads them there, where it weighs. */
  static boolean leadTo(View view, Rule rule) {
    var names = names(view, rule);
    return names.isEmpty()
        || names.stream()
            .anyMatch(name -> lead(view, rule, view.account().route53().weighted(name)));
  }

  /** As {@link #leadTo}, by what some resolver may still remember, too. */
  static boolean mayLeadTo(View view, Rule rule) {
    var names = names(view, rule);
    return names.isEmpty()
        || names.stream()
            .flatMap(name -> view.account().route53().inEffect(name).stream())
            .anyMatch(records -> lead(view, rule, records));
  }

  private static boolean lead(View view, Rule rule, List<ResourceRecordSet> records) {
    var balancers = view.account().loadBalancers();
    var balancer = balancers.balancerOf(rule.ruleArn());
    return records.stream()
        .filter(record -> record.weight() > 0)
        .map(record -> record.aliasTarget().dnsName().replaceFirst("\\.$", ""))
        .anyMatch(name -> balancers.named(name).filter(balancer::equals).isPresent());
  }
}
