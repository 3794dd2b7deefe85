package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;

/** ECS clusters, as far as services need to know them. */
public final class Clusters {

  private final EcsClient ecs;

  public Clusters(Platform platform) {
    this.ecs = platform.ecs();
  }

  /**
   * A cluster.
   *
   * @param providers the names of its capacity providers
   * @param instances how many container instances are registered with it
   */
  public record ClusterSeen(boolean active, List<String> providers, int instances) {}

  /** The cluster of a name; empty where there is none. */
  public Optional<ClusterSeen> find(String name) {
    return AwsErrors.calling(
            "read the cluster " + name,
            () -> ecs.describeClusters(request -> request.clusters(name)))
        .clusters()
        .stream()
        .findFirst()
        .map(
            cluster ->
                new ClusterSeen(
                    "ACTIVE".equals(cluster.status()),
                    cluster.capacityProviders(),
                    Optional.ofNullable(cluster.registeredContainerInstancesCount()).orElse(0)));
  }
}
