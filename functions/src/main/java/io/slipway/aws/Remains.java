package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** Looks for what a deleted application may have left. */
public final class Remains {

  /** What DescribeServices takes at once. */
  private static final int BATCH = 10;

  private static final String GONE = "INACTIVE";

  private final EcsClient ecs;
  private final ElasticLoadBalancingV2Client loadBalancing;

  public Remains(Platform platform) {
    this.ecs = platform.ecs();
    this.loadBalancing = platform.loadBalancing();
  }

  /** Those of {@code services} that are still in the cluster. */
  public List<String> services(String cluster, List<String> services) {
    var there = new ArrayList<String>();
    for (int from = 0; from < services.size(); from += BATCH) {
      var batch = services.subList(from, Math.min(from + BATCH, services.size()));
      AwsErrors.calling(
              "describe services of " + cluster,
              () -> ecs.describeServices(request -> request.cluster(cluster).services(batch)))
          .services()
          .stream()
          .filter(service -> !GONE.equals(service.status()))
          .map(Service::serviceName)
          .forEach(there::add);
    }
    return there;
  }

  /** Whether there is a target group of this name. */
  public boolean hasTargetGroup(String name) {
    return AwsErrors.calling(
        "describe target group " + name,
        () -> {
          try {
            loadBalancing.describeTargetGroups(request -> request.names(name));
            return true;
          } catch (TargetGroupNotFoundException e) {
            return false;
          }
        });
  }
}
