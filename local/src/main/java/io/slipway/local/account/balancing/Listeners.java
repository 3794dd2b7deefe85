package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.BalancerState;
import io.slipway.local.account.balancing.BalancingState.ListenerState;
import io.slipway.local.account.kernel.Kernel;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Creates load balancers and listeners: limits of the API reference. */
final class Listeners {

  private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?";

  private Listeners() {}

  /** The balancer of the same name and scheme, or a new one; it is active at once. */
  static BalancerState createBalancer(
      Kernel kernel, BalancingState state, CreateLoadBalancerRequest request) {
    var name = request.name();
    if (name == null || !name.matches(NAME) || name.startsWith("internal-")) {
      throw BalancingErrors.validation(
          "The load balancer name '"
              + name
              + "' must have 1 to 32 alphanumeric characters or hyphens, and must not begin or end"
              + " with a hyphen, or begin with 'internal-'");
    }
    var scheme =
        request.scheme() == null ? LoadBalancerSchemeEnum.INTERNET_FACING : request.scheme();
    for (var known : state.balancers.values()) {
      if (known.shape.loadBalancerName().equals(name)) {
        if (known.shape.scheme() != scheme) {
          throw BalancingErrors.duplicateBalancer(name);
        }
        return known;
      }
    }
    var balancer = new BalancerState();
    var id = state.ids.hex(16);
    balancer.shape =
        LoadBalancer.builder()
            .loadBalancerArn(
                kernel.arn("elasticloadbalancing", "loadbalancer/app/" + name + "/" + id))
            .loadBalancerName(name)
            .dnsName(
                "%s-%s.%s.elb.amazonaws.com"
                    .formatted(name, state.ids.digits(9), kernel.settings().region()))
            .canonicalHostedZoneId("Z215JYRZR1TBD5")
            .createdTime(kernel.now())
            .scheme(scheme)
            .type(request.type() == null ? LoadBalancerTypeEnum.APPLICATION : request.type())
            .state(LoadBalancerState.builder().code("active").build())
            .securityGroups(request.securityGroups())
            .ipAddressType("ipv4")
            .build();
    balancer.tags.addAll(request.tags());
    state.balancers.put(balancer.shape.loadBalancerArn(), balancer);
    return balancer;
  }

  static ListenerState createListener(
      BalancingState state, CreateListenerRequest request, List<Action> actions) {
    var balancer = state.balancers.get(request.loadBalancerArn());
    if (balancer == null) {
      throw BalancingErrors.noBalancer(request.loadBalancerArn());
    }
    if (request.port() == null || request.protocol() == null) {
      throw BalancingErrors.validation("A port and a protocol must be specified");
    }
    for (var other : state.listeners.values()) {
      if (other.shape.loadBalancerArn().equals(request.loadBalancerArn())
          && other.shape.port().equals(request.port())) {
        throw BalancingErrors.duplicateListener(request.port());
      }
    }
    var arn =
        request.loadBalancerArn().replace(":loadbalancer/", ":listener/") + "/" + state.ids.hex(16);
    var listener = new ListenerState();
    listener.shape =
        Listener.builder()
            .listenerArn(arn)
            .loadBalancerArn(request.loadBalancerArn())
            .port(request.port())
            .protocol(request.protocol())
            .certificates(request.certificates())
            .sslPolicy(request.sslPolicy())
            .defaultActions(actions)
            .build();
    listener.defaultRuleArn = ruleArn(state, arn);
    listener.tags.addAll(request.tags());
    state.listeners.put(arn, listener);
    return listener;
  }

  static String ruleArn(BalancingState state, String listenerArn) {
    return listenerArn.replace(":listener/", ":listener-rule/") + "/" + state.ids.hex(16);
  }

  /** The rule that holds where no other matches. */
  static Rule defaultRule(ListenerState listener) {
    return Rule.builder()
        .ruleArn(listener.defaultRuleArn)
        .priority("default")
        .isDefault(true)
        .conditions(List.of())
        .actions(listener.shape.defaultActions())
        .build();
  }
}
