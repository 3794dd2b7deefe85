package io.slipway.spec.render;

import io.slipway.domain.Place;
import io.slipway.spec.Capacity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack finds there, of the installation and of the account.
 *
 * @param subnets of tasks
 * @param balancerSubnets of load balancers that the internet reaches
 * @param securityGroup of tasks; lets the shared load balancer in
 * @param publicIp whether tasks need public addresses, as their subnets have no way out
 * @param balancer the shared load balancer, with the ARN of its listener
 * @param pair for router route53: the load balancer of each slot, with its own ARN
 * @param https whether the shared listener speaks HTTPS
 * @param certificate for HTTPS of load balancers of their own
 * @param certificates the ARNs of those that a specification calls by a host name
 * @param zoneName of the hosts that environments get
 * @param zoneId its hosted zone; empty where DNS is somebody else's
 * @param image of the first revision, which nothing runs
 * @param boundary the most that roles of applications may do
 * @param executionPolicies managed policies of every execution role
 * @param providers capacity providers of the clusters, for EC2
 */
public record Site(
    String cluster,
    String vpc,
    List<String> subnets,
    List<String> balancerSubnets,
    String securityGroup,
    boolean publicIp,
    Balancer balancer,
    Map<Place, Balancer> pair,
    boolean https,
    Optional<String> certificate,
    Map<String, String> certificates,
    String zoneName,
    Optional<String> zoneId,
    String image,
    Optional<String> boundary,
    List<String> executionPolicies,
    Map<Capacity, String> providers) {

  public Site {
    subnets = List.copyOf(subnets);
    balancerSubnets = List.copyOf(balancerSubnets);
    pair = Map.copyOf(pair);
    certificates = Map.copyOf(certificates);
    executionPolicies = List.copyOf(executionPolicies);
    providers = Map.copyOf(providers);
  }

  /** The ARN of something in the account and region. */
  String arn(String service, String resource) {
    return balancer.sibling(service, resource);
  }

  /** The ARN of something that AWS keeps for every account. */
  String managedPolicy(String name) {
    return "arn:" + balancer.partition() + ":iam::aws:policy/" + name;
  }
}
