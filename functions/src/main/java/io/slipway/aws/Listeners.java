package io.slipway.aws;

import io.slipway.domain.ResourceMissing;
import io.slipway.domain.Weights;
import io.slipway.runtime.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;

/** The listeners that all applications share. */
public final class Listeners {

  private final ElasticLoadBalancingV2Client loadBalancing;

  public Listeners(Platform platform) {
    this.loadBalancing = platform.loadBalancing();
  }

  /**
   * The listener that a rule belongs to.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html">
   *     ARN formats: {@code listener/app/NAME/ID/ID}, {@code listener-rule/app/NAME/ID/ID/ID}</a>
   */
  public static String of(String rule) {
    return rule.substring(0, rule.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
  }

  /** The priorities of all rules of a listener, whoever made them. */
  public Set<Integer> priorities(String listener) {
    return rules(listener).stream()
        .map(Rule::priority)
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  /**
   * Which requests a rule takes, and before which others.
   *
   * @param hosts empty where it takes those of all
   * @param byHostAlone whether nothing but the host counts
   */
  public record Entrance(int priority, List<String> hosts, boolean byHostAlone) {}

  /**
   * The entrance of a rule.
   *
   * @throws ResourceMissing where there is no such rule
   */
  public Entrance entrance(String rule) {
    return rules(of(rule)).stream()
        .filter(found -> found.ruleArn().equals(rule))
        .findFirst()
        .map(Listeners::entrance)
        .orElseThrow(() -> new ResourceMissing("the listener rule " + rule + " does not exist"));
  }

  private static Entrance entrance(Rule rule) {
    return new Entrance(
        Integer.parseInt(rule.priority()),
        rule.conditions().stream()
            .filter(Listeners::isHost)
            .flatMap(condition -> hosts(condition).stream())
            .toList(),
        rule.conditions().stream().allMatch(Listeners::isHost));
  }

  private static List<String> hosts(RuleCondition condition) {
    return condition.hostHeaderConfig() == null
        ? condition.values()
        : condition.hostHeaderConfig().values();
  }

  private static boolean isHost(RuleCondition condition) {
    return "host-header".equals(condition.field());
  }

  /** All rules of a listener but the default one. */
  List<Rule> rules(String listener) {
    return AwsErrors.calling(
        "read the rules of " + listener,
        () ->
            loadBalancing
                .describeRulesPaginator(request -> request.listenerArn(listener))
                .rules()
                .stream()
                .filter(rule -> !rule.isDefault())
                .toList());
  }

  /**
   * The weights that the rules of a listener give, by their ARNs; not of one that forwards nowhere.
   */
  Map<String, Weights> weights(String listener) {
    return AwsErrors.calling(
        "read the rules of " + listener,
        () ->
            weights(
                loadBalancing
                    .describeRulesPaginator(request -> request.listenerArn(listener))
                    .rules()));
  }

  /**
   * As {@link #weights(String)}, of these few rules, in one call whatever number of rules their
   * listener has; empty where one of them does not exist.
   */
  Optional<Map<String, Weights>> weightsOf(Set<String> rules) {
    return AwsErrors.calling(
        "read the rules " + String.join(", ", rules),
        () -> {
          try {
            return Optional.of(
                weights(loadBalancing.describeRules(request -> request.ruleArns(rules)).rules()));
          } catch (RuleNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  private static Map<String, Weights> weights(Iterable<Rule> rules) {
    var weights = new HashMap<String, Weights>();
    for (var rule : rules) {
      AlbRouter.forwarded(rule.actions()).ifPresent(found -> weights.put(rule.ruleArn(), found));
    }
    return weights;
  }
}
