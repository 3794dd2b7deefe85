package io.slipway.local.account.formation.types;

import io.slipway.aws.SdkJson;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;

/** {@code AWS::ElasticLoadBalancingV2::Listener}. {@code Ref} is its ARN. */
final class ListenerType extends DeclaredType {

  private final ElasticLoadBalancingV2Client balancers;

  ListenerType(ElasticLoadBalancingV2Client balancers) {
    super(
        "AWS::ElasticLoadBalancingV2::Listener",
        new Schema(
            Set.of(
                "LoadBalancerArn",
                "Port",
                "Protocol",
                "SslPolicy",
                "Certificates",
                "DefaultActions",
                "Tags"),
            Set.of("LoadBalancerArn", "DefaultActions"),
            Set.of("ListenerArn")),
        Duration.ofSeconds(2));
    this.balancers = balancers;
  }

  @Override
  public Made create(Order order) {
    var request = SdkJson.read(order.properties(), CreateListenerRequest.class);
    var arn = balancers.createListener(request).listeners().getFirst().listenerArn();
    return new Made(arn, Map.of("ListenerArn", arn));
  }

  @Override
  public Set<String> replacing() {
    return Set.of("LoadBalancerArn");
  }

  @Override
  public void delete(Existing resource) {
    try {
      balancers.deleteListener(request -> request.listenerArn(resource.physicalId()));
    } catch (ListenerNotFoundException e) {
      // It went with its load balancer: what is wanted has happened.
    }
  }
}
