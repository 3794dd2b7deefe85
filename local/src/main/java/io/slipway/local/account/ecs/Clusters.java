package io.slipway.local.account.ecs;

import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;

/** The clusters, by name; a call that names none means {@code default}, as in ECS. */
final class Clusters {

  private static final String DEFAULT = "default";

  private final Kernel kernel;
  private final Supplier<EcsState> state;

  Clusters(Kernel kernel, Supplier<EcsState> state) {
    this.kernel = kernel;
    this.state = state;
  }

  Optional<Cluster> lookUp(String nameOrArn) {
    var name = nameOrArn == null ? DEFAULT : nameOrArn;
    return Optional.ofNullable(state.get().clusters.get(name.substring(name.lastIndexOf('/') + 1)));
  }

  Cluster find(String nameOrArn) {
    return lookUp(nameOrArn).orElseThrow(EcsErrors::noCluster);
  }

  /** The cluster of that name, or a new one. */
  Cluster create(CreateClusterRequest request) {
    var name = request.clusterName() == null ? DEFAULT : request.clusterName();
    if (!name.matches("[a-zA-Z0-9_-]{1,255}")) {
      throw EcsErrors.invalid("Invalid cluster name " + name);
    }
    return state
        .get()
        .clusters
        .computeIfAbsent(
            name,
            created ->
                Cluster.builder()
                    .clusterArn(kernel.arn("ecs", "cluster/" + name))
                    .clusterName(name)
                    .status("ACTIVE")
                    .tags(request.tags())
                    .settings(request.settings())
                    .capacityProviders(request.capacityProviders())
                    .defaultCapacityProviderStrategy(request.defaultCapacityProviderStrategy())
                    .build());
  }

  Cluster delete(String nameOrArn) {
    var cluster = find(nameOrArn);
    if (services(cluster).stream().anyMatch(s -> !s.status.equals(ServiceState.INACTIVE))) {
      throw AwsErrors.badRequest(
          ClusterContainsServicesException.builder(),
          "Ecs",
          "ClusterContainsServicesException",
          "The Cluster cannot be deleted while Services are active.");
    }
    state.get().clusters.remove(cluster.clusterName());
    return cluster.toBuilder().status("INACTIVE").build();
  }

  List<ServiceState> services(Cluster cluster) {
    return state.get().services.values().stream()
        .filter(service -> service.shape.clusterArn().equals(cluster.clusterArn()))
        .toList();
  }
}
