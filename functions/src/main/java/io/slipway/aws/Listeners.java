package io.slipway.aws;

import io.slipway.domain.Weights;
import io.slipway.runtime.Platform;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** The listeners that all applications share. */
public final class Listeners {

  private final ElasticLoadBalancingV2Client loadBalancing;

  public Listeners(Platform platform) {
    this.loadBalancing = platform.loadBalancing();
  }

  /** The priorities of all rules of a listener, whoever made them. */
  public Set<Integer> priorities(String listener) {
    return AwsErrors.calling(
        "read the rules of " + listener,
        () ->
            loadBalancing
                .describeRulesPaginator(request -> request.listenerArn(listener))
                .rules()
                .stream()
                .filter(rule -> !rule.isDefault())
                .map(Rule::priority)
                .map(Integer::valueOf)
                .collect(Collectors.toSet()));
  }

  /**
   * The weights that the rules of a listener give, by their ARNs; not of one that forwards nowhere.
   */
  Map<String, Weights> weights(String listener) {
    var weights = new HashMap<String, Weights>();
    AwsErrors.calling(
        "read the rules of " + listener,
        () -> {
          loadBalancing
              .describeRulesPaginator(request -> request.listenerArn(listener))
              .rules()
              .forEach(
                  rule ->
                      AlbRouter.forwarded(rule.actions())
                          .ifPresent(found -> weights.put(rule.ruleArn(), found)));
          return weights;
        });
    return weights;
  }
}
