package io.slipway.aws;

import io.slipway.domain.RetryLater;
import io.slipway.domain.TaggedBalancer;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** Finds load balancers by the tags that say for which canary releases they are. */
public final class TaggedBalancers {

  private static final String GROUP = "CanaryGroup";
  private static final String RELEASE = "CanaryRelease";

  /** The most resources that DescribeTags takes. */
  private static final int BATCH = 20;

  private final ElasticLoadBalancingV2Client loadBalancing;

  public TaggedBalancers(Platform platform) {
    this.loadBalancing = platform.loadBalancing();
  }

  /**
   * The application load balancers of a group, whatever release they are for.
   *
   * @throws RetryLater where AWS is busy, or one of them has just gone
   */
  public List<TaggedBalancer> of(String group) {
    var all =
        AwsErrors.calling(
            "list the load balancers",
            () ->
                loadBalancing.describeLoadBalancersPaginator().loadBalancers().stream()
                    .filter(balancer -> balancer.type() == LoadBalancerTypeEnum.APPLICATION)
                    .toList());
    var found = new ArrayList<TaggedBalancer>();
    for (int from = 0; from < all.size(); from += BATCH) {
      var batch = all.subList(from, Math.min(from + BATCH, all.size()));
      var tags = tags(batch);
      batch.stream()
          .filter(one -> value(tags, one, GROUP).filter(group::equals).isPresent())
          .map(one -> tagged(one, value(tags, one, RELEASE).orElse("")))
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  private Map<String, List<Tag>> tags(List<LoadBalancer> batch) {
    return AwsErrors.calling(
        "read the tags of load balancers",
        () -> {
          try {
            return loadBalancing
                .describeTags(
                    request ->
                        request.resourceArns(
                            batch.stream().map(LoadBalancer::loadBalancerArn).toList()))
                .tagDescriptions()
                .stream()
                .collect(Collectors.toMap(TagDescription::resourceArn, TagDescription::tags));
          } catch (LoadBalancerNotFoundException e) {
            throw new RetryLater("a load balancer has gone while its tags were read", e);
          }
        });
  }

  private static Optional<String> value(
      Map<String, List<Tag>> tags, LoadBalancer balancer, String key) {
    return tags.getOrDefault(balancer.loadBalancerArn(), List.of()).stream()
        .filter(tag -> tag.key().equals(key))
        .map(Tag::value)
        .findFirst();
  }

  private static TaggedBalancer tagged(LoadBalancer balancer, String release) {
    return new TaggedBalancer(
        balancer.loadBalancerName(),
        balancer.loadBalancerArn(),
        balancer.dnsName(),
        balancer.canonicalHostedZoneId(),
        release,
        balancer.ipAddressType() == IpAddressType.DUALSTACK);
  }
}
