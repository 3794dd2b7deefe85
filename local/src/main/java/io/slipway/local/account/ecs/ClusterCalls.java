package io.slipway.local.account.ecs;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;

/** The calls about clusters. */
final class ClusterCalls {

  private final EcsCore core;

  ClusterCalls(EcsCore core) {
    this.core = core;
  }

  CreateClusterResponse createCluster(CreateClusterRequest request) {
    var cluster = core.clusters.create(request);
    core.changed();
    return CreateClusterResponse.builder().cluster(cluster).build();
  }

  DeleteClusterResponse deleteCluster(DeleteClusterRequest request) {
    var cluster = core.clusters.delete(request.cluster());
    core.changed();
    return DeleteClusterResponse.builder().cluster(cluster).build();
  }

  DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
    var asked = request.hasClusters() ? request.clusters() : List.of("default");
    List<Cluster> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (var name : asked) {
      core.clusters
          .lookUp(name)
          .ifPresentOrElse(
              cluster -> found.add(counted(cluster)),
              () -> failures.add(EcsCore.missing(core.arn("cluster/", name))));
    }
    return DescribeClustersResponse.builder().clusters(found).failures(failures).build();
  }

  private Cluster counted(Cluster cluster) {
    var here = core.clusters.services(cluster);
    var told = here.stream().map(core.descriptions::service).toList();
    return cluster.toBuilder()
        .activeServicesCount(
            (int) here.stream().filter(s -> s.status.equals(ServiceState.ACTIVE)).count())
        .runningTasksCount(told.stream().mapToInt(Service::runningCount).sum())
        .pendingTasksCount(told.stream().mapToInt(Service::pendingCount).sum())
        .build();
  }
}
