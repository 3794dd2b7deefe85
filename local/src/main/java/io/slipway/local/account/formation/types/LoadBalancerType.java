package io.slipway.local.account.formation.types;

import io.slipway.aws.SdkJson;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;

/** {@code AWS::ElasticLoadBalancingV2::LoadBalancer}. {@code Ref} is its ARN. */
final class LoadBalancerType extends DeclaredType {

  private final ElasticLoadBalancingV2Client balancers;

  LoadBalancerType(ElasticLoadBalancingV2Client balancers) {
    super(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        new Schema(
            Set.of("Name", "Type", "Scheme", "Subnets", "SecurityGroups", "Tags"),
            Set.of(),
            Set.of(
                "LoadBalancerArn",
                "LoadBalancerName",
                "LoadBalancerFullName",
                "DNSName",
                "CanonicalHostedZoneID")),
        Duration.ofMinutes(2));
    this.balancers = balancers;
  }

  @Override
  public Made create(Order order) {
    var properties = order.properties().deepCopy();
    var name = order.nameOr("Name", 32);
    properties.put("Name", name);
    var made =
        balancers
            .createLoadBalancer(SdkJson.read(properties, CreateLoadBalancerRequest.class))
            .loadBalancers()
            .getFirst();
    var arn = made.loadBalancerArn();
    return new Made(
        arn,
        Map.of(
            "LoadBalancerArn", arn,
            "LoadBalancerName", name,
            "LoadBalancerFullName", arn.substring(arn.indexOf('/') + 1),
            "DNSName", made.dnsName(),
            "CanonicalHostedZoneID", made.canonicalHostedZoneId()));
  }

  @Override
  public Set<String> replacing() {
    return Set.of("Name", "Scheme", "Type");
  }

  @Override
  public String named() {
    return "Name";
  }

  @Override
  public void delete(Existing resource) {
    balancers.deleteLoadBalancer(request -> request.loadBalancerArn(resource.physicalId()));
  }
}
