package io.slipway.aws;

import io.slipway.domain.ResourceMissing;
import io.slipway.domain.ServiceId;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** A service and its tasks, as ECS describes them. */
record EcsService(EcsClient ecs, ServiceId address) {

  /** What DescribeTasks takes at once. */
  private static final int MOST_AT_ONCE = 100;

  /**
   * The service.
   *
   * @throws ResourceMissing where it does not exist, or is being deleted
   */
  Service describe() {
    return AwsErrors.calling(
            "read the service " + address.service(),
            () ->
                ecs.describeServices(
                    request -> request.cluster(address.cluster()).services(address.service())))
        .services()
        .stream()
        .filter(service -> "ACTIVE".equals(service.status()))
        .findFirst()
        .orElseThrow(
            () ->
                new ResourceMissing(
                    "the cluster "
                        + address.cluster()
                        + " has no service "
                        + address.service()
                        + " (any more)"));
  }

  /** Its tasks that run, or those that stopped not long ago. */
  List<Task> tasks(DesiredStatus status) {
    return AwsErrors.calling(
        "read the tasks of the service " + address.service(),
        () -> {
          var arns = arns(status);
          var tasks = new ArrayList<Task>();
          for (int from = 0; from < arns.size(); from += MOST_AT_ONCE) {
            var some = arns.subList(from, Math.min(arns.size(), from + MOST_AT_ONCE));
            tasks.addAll(
                ecs.describeTasks(request -> request.cluster(address.cluster()).tasks(some))
                    .tasks());
          }
          return tasks;
        });
  }

  private List<String> arns(DesiredStatus status) {
    return ecs
        .listTasksPaginator(
            request ->
                request
                    .cluster(address.cluster())
                    .serviceName(address.service())
                    .desiredStatus(status))
        .taskArns()
        .stream()
        .toList();
  }
}
