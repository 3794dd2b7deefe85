package io.slipway.aws;

import io.slipway.domain.ServiceId;
import io.slipway.domain.ServiceSeen;
import io.slipway.domain.TaskSeen;
import io.slipway.runtime.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Looks at a service with its tasks, for people: where they run, and why others stopped. */
public final class ServiceWatch {

  private static final int PAGE = 100;
  private static final int MOST_EVENTS = 10;
  private static final int MOST_STOPPED = 10;

  private final EcsClient ecs;

  public ServiceWatch(Platform platform) {
    this.ecs = platform.ecs();
  }

  /** The service; empty where there is none (any more). */
  public Optional<ServiceSeen> look(ServiceId address) {
    var found =
        AwsErrors.calling(
            "read the service " + address.service(),
            () ->
                ecs.describeServices(
                    request -> request.cluster(address.cluster()).services(address.service())));
    return found.services().stream().findFirst().map(service -> seen(address, service));
  }

  private ServiceSeen seen(ServiceId address, Service service) {
    var tasks = onInstances(address, tasks(address, DesiredStatus.RUNNING));
    return new ServiceSeen(
        service.serviceName(),
        address.cluster(),
        service.status(),
        service.desiredCount(),
        service.runningCount(),
        service.pendingCount(),
        service.events().stream()
            .limit(MOST_EVENTS)
            .map(event -> new ServiceSeen.Happening(event.createdAt(), event.message()))
            .toList(),
        tasks,
        tasks(address, DesiredStatus.STOPPED).stream()
            .map(task -> seen(task, address))
            .sorted(Comparator.comparing(ServiceWatch::stoppedAt).reversed())
            .limit(MOST_STOPPED)
            .toList());
  }

  private static Instant stoppedAt(TaskSeen task) {
    return task.stoppedAt().orElse(Instant.MAX);
  }

  private List<Task> tasks(ServiceId address, DesiredStatus status) {
    return AwsErrors.calling(
        "read the tasks of the service " + address.service(),
        () -> {
          var arns =
              ecs
                  .listTasksPaginator(
                      request ->
                          request
                              .cluster(address.cluster())
                              .serviceName(address.service())
                              .desiredStatus(status))
                  .taskArns()
                  .stream()
                  .toList();
          var tasks = new ArrayList<Task>();
          for (int from = 0; from < arns.size(); from += PAGE) {
            var page = arns.subList(from, Math.min(arns.size(), from + PAGE));
            tasks.addAll(
                ecs.describeTasks(request -> request.cluster(address.cluster()).tasks(page))
                    .tasks());
          }
          return tasks;
        });
  }

  /** Tasks on EC2 name the instance of their cluster, which knows its own id. */
  private List<TaskSeen> onInstances(ServiceId address, List<Task> tasks) {
    var arns =
        tasks.stream()
            .map(Task::containerInstanceArn)
            .filter(Objects::nonNull)
            .distinct()
            .limit(PAGE)
            .toList();
    Map<String, String> ids = new HashMap<>();
    if (!arns.isEmpty()) {
      AwsErrors.calling(
              "read the instances of the cluster " + address.cluster(),
              () ->
                  ecs.describeContainerInstances(
                      request -> request.cluster(address.cluster()).containerInstances(arns)))
          .containerInstances()
          .forEach(instance -> ids.put(instance.containerInstanceArn(), instance.ec2InstanceId()));
    }
    return tasks.stream()
        .map(
            task ->
                seen(task, address)
                    .on(Optional.ofNullable(task.containerInstanceArn()).map(ids::get)))
        .toList();
  }

  private static TaskSeen seen(Task task, ServiceId address) {
    return new TaskSeen(
        last(task.taskArn()),
        task.lastStatus(),
        Optional.ofNullable(task.healthStatus())
            .filter(health -> health != HealthStatus.UNKNOWN)
            .map(HealthStatus::toString),
        last(task.taskDefinitionArn()),
        task.containers().stream()
            .filter(container -> container.name().equals(address.container()))
            .map(Container::imageDigest)
            .filter(Objects::nonNull)
            .findFirst(),
        address(task),
        Optional.empty(),
        Optional.ofNullable(task.availabilityZone()),
        Optional.ofNullable(task.startedAt()),
        Optional.ofNullable(task.stoppedAt()).or(() -> Optional.ofNullable(task.stoppingAt())),
        Optional.ofNullable(task.stoppedReason()),
        task.containers().stream().map(ServiceWatch::told).toList());
  }

  /** Of its network interface (awsvpc), or of what it is bound to on its instance. */
  private static Optional<String> address(Task task) {
    return Stream.concat(
            task.attachments().stream()
                .map(Attachment::details)
                .flatMap(List::stream)
                .filter(detail -> "privateIPv4Address".equals(detail.name()))
                .map(KeyValuePair::value),
            task.containers().stream()
                .flatMap(container -> container.networkInterfaces().stream())
                .map(network -> network.privateIpv4Address()))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static String told(Container container) {
    var parts = new ArrayList<String>();
    parts.add(container.name() + " " + container.lastStatus());
    if (container.exitCode() != null) {
      parts.add("exit code " + container.exitCode());
    }
    if (container.reason() != null) {
      parts.add(container.reason());
    }
    return parts.stream().collect(Collectors.joining(", "));
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
