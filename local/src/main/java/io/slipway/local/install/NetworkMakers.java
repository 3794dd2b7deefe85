package io.slipway.local.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.SdkJson;
import io.slipway.local.template.Declared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;

/** Makes clusters, load balancers and their listeners. */
final class NetworkMakers {

  private final EcsClient ecs;
  private final ElasticLoadBalancingV2Client balancing;

  NetworkMakers(Clients clients) {
    this.ecs = clients.get(EcsClient.class);
    this.balancing = clients.get(ElasticLoadBalancingV2Client.class);
  }

  Map<String, Maker> makers() {
    return Map.of(
        "AWS::ECS::Cluster",
        new Maker(
            Set.of("ClusterName"),
            Set.of("Tags", "ClusterSettings", "CapacityProviders"),
            this::cluster),
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        new Maker(
            Set.of("Name", "Type", "Scheme", "Subnets", "SecurityGroups"),
            Set.of("LoadBalancerAttributes", "Tags", "IpAddressType"),
            this::loadBalancer),
        "AWS::ElasticLoadBalancingV2::Listener",
        new Maker(
            Set.of(
                "LoadBalancerArn",
                "Port",
                "Protocol",
                "SslPolicy",
                "Certificates",
                "DefaultActions"),
            Set.of("ListenerAttributes"),
            this::listener));
  }

  private Made cluster(Declared resource, ObjectNode properties) {
    var name = properties.path("ClusterName").asText("slipway-" + resource.logicalId());
    var present =
        ecs.describeClusters(request -> request.clusters(name)).clusters().stream()
            .filter(cluster -> cluster.status().equals("ACTIVE"))
            .findFirst();
    var cluster =
        present.orElseGet(() -> ecs.createCluster(request -> request.clusterName(name)).cluster());
    return new Made(name, Map.of("Arn", cluster.clusterArn()));
  }

  private Made loadBalancer(Declared resource, ObjectNode properties) {
    var wanted = properties.deepCopy();
    wanted.remove(List.of("LoadBalancerAttributes", "Tags"));
    if (!wanted.has("Name")) {
      wanted.put("Name", "slipway-" + resource.logicalId());
    }
    var request = SdkJson.read(wanted, CreateLoadBalancerRequest.class);
    var balancer =
        find(request.name())
            .orElseGet(() -> balancing.createLoadBalancer(request).loadBalancers().getFirst());
    var arn = balancer.loadBalancerArn();
    return new Made(
        arn,
        Map.of(
            "LoadBalancerArn", arn,
            "LoadBalancerName", balancer.loadBalancerName(),
            "LoadBalancerFullName", arn.substring(arn.indexOf("loadbalancer/") + 13),
            "DNSName", balancer.dnsName(),
            "CanonicalHostedZoneID", balancer.canonicalHostedZoneId()));
  }

  private Optional<LoadBalancer> find(String name) {
    try {
      return balancing.describeLoadBalancers(all -> all.names(name)).loadBalancers().stream()
          .findFirst();
    } catch (LoadBalancerNotFoundException e) {
      return Optional.empty();
    }
  }

  private Made listener(Declared resource, ObjectNode properties) {
    properties.remove("ListenerAttributes");
    var wanted = SdkJson.read(properties, CreateListenerRequest.class);
    var present =
        balancing
            .describeListeners(all -> all.loadBalancerArn(wanted.loadBalancerArn()))
            .listeners()
            .stream()
            .filter(listener -> listener.port().equals(wanted.port()))
            .findFirst();
    var arn =
        present
            .map(Listener::listenerArn)
            .orElseGet(() -> balancing.createListener(wanted).listeners().getFirst().listenerArn());
    return new Made(arn, Map.of("ListenerArn", arn));
  }
}
