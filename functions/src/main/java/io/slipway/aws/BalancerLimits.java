package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;

/**
 * What Elastic Load Balancing lets this account have, as it says itself: quotas that were raised
 * are in it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeAccountLimits.html">
 *     DescribeAccountLimits</a>
 */
public final class BalancerLimits {

  private static final String RULES = "rules-per-application-load-balancer";

  private final ElasticLoadBalancingV2Client loadBalancing;
  private final Listeners listeners;

  public BalancerLimits(Platform platform) {
    this.loadBalancing = platform.loadBalancing();
    this.listeners = new Listeners(platform);
  }

  /** How many rules a load balancer may have; empty where AWS does not say. */
  public OptionalInt rules() {
    var limits = limits();
    return limits.containsKey(RULES)
        ? OptionalInt.of(Integer.parseInt(limits.get(RULES)))
        : OptionalInt.empty();
  }

  /** How many rules a listener has, the default one not counted. */
  public int rulesOf(String listener) {
    return listeners.rules(listener).size();
  }

  private Map<String, String> limits() {
    return AwsErrors.calling(
        "read the quotas of load balancers",
        () ->
            loadBalancing.describeAccountLimitsPaginator().limits().stream()
                .filter(limit -> limit.max() != null)
                .collect(Collectors.toMap(Limit::name, Limit::max)));
  }
}
