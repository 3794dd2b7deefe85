package io.slipway.local.account.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The calls about tasks, and about tags of everything. */
final class TaskCalls {

  private static final int MOST_TASKS = 100;
  private static final int MOST_A_PAGE = 100;

  private final EcsCore core;

  TaskCalls(EcsCore core) {
    this.core = core;
  }

  ListTasksResponse listTasks(ListTasksRequest request) {
    var cluster = core.clusters.find(request.cluster());
    if (request.serviceName() != null
        && core.services.find(request.cluster(), request.serviceName()) == null) {
      throw EcsErrors.noService();
    }
    boolean wanted = request.desiredStatus() != DesiredStatus.STOPPED;
    if (request.startedBy() != null) {
      return startedBy(cluster, request);
    }
    var arns =
        core.clusters.services(cluster).stream()
            .filter(service -> named(service, request.serviceName()))
            .flatMap(
                service ->
                    shown(service)
                        .filter(task -> task.wanted() == wanted)
                        .filter(task -> ofFamily(task, request.family()))
                        .map(task -> core.descriptions.taskArn(service, task)))
            .toList();
    var page = EcsCore.page(arns, request.nextToken(), request.maxResults(), MOST_A_PAGE);
    return ListTasksResponse.builder().taskArns(page.items()).nextToken(page.next()).build();
  }

  /** By who has started them: those that are to run (API reference: the only filter allowed). */
  private ListTasksResponse startedBy(Cluster cluster, ListTasksRequest request) {
    if (request.serviceName() != null || request.desiredStatus() != null) {
      throw EcsErrors.invalid("startedBy cannot be combined with other filters.");
    }
    var arns =
        core.oneOffs
            .of(cluster)
            .filter(task -> task.wanted() && request.startedBy().equals(task.startedBy))
            .map(task -> task.arn)
            .toList();
    var page = EcsCore.page(arns, request.nextToken(), request.maxResults(), MOST_A_PAGE);
    return ListTasksResponse.builder().taskArns(page.items()).nextToken(page.next()).build();
  }

  RunTaskResponse runTask(RunTaskRequest request) {
    var answer = core.oneOffs.run(request);
    core.wake(core.state().oneOffs.get(answer.tasks().getFirst().taskArn()));
    return answer;
  }

  DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    if (request.tasks().isEmpty()) {
      throw EcsErrors.invalid("Tasks cannot be empty.");
    }
    if (request.tasks().size() > MOST_TASKS) {
      throw EcsErrors.invalid("Tasks cannot have more than 100 elements.");
    }
    var cluster = core.clusters.find(request.cluster());
    List<Task> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (var name : request.tasks()) {
      task(cluster, name)
          .ifPresentOrElse(
              found::add,
              () ->
                  failures.add(
                      EcsCore.missing(core.arn("task/" + cluster.clusterName() + "/", name))));
    }
    return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
  }

  /** Stops a task; its service starts another. */
  StopTaskResponse stopTask(StopTaskRequest request) {
    var cluster = core.clusters.find(request.cluster());
    var id = request.task().substring(request.task().lastIndexOf('/') + 1);
    for (var service : core.clusters.services(cluster)) {
      for (var task : service.tasks) {
        if (task.id.equals(id)) {
          if (task.wanted()) {
            core.life.stop(
                service,
                task,
                TaskStopCode.USER_INITIATED,
                request.reason() == null ? "Task stopped by user" : request.reason());
          }
          core.notice(service);
          return StopTaskResponse.builder().task(core.descriptions.task(service, task)).build();
        }
      }
    }
    var oneOff =
        core.oneOffs
            .of(cluster)
            .filter(task -> task.arn.endsWith("/" + id))
            .findFirst()
            .orElseThrow(() -> EcsErrors.invalid("The referenced task was not found."));
    core.oneOffs.stop(oneOff, request.reason() == null ? "Task stopped by user" : request.reason());
    core.wake(oneOff);
    return StopTaskResponse.builder().task(core.oneOffs.describe(oneOff)).build();
  }

  ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder().tags(tags(request.resourceArn())).build();
  }

  private Stream<TaskState> shown(ServiceState service) {
    return service.tasks.stream().filter(task -> !Scheduler.forgotten(task, core.kernel.now()));
  }

  private static boolean named(ServiceState service, String nameOrArn) {
    return nameOrArn == null
        || service.serviceName().equals(nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1));
  }

  private static boolean ofFamily(TaskState task, String family) {
    return family == null || task.taskDefinitionArn.contains("task-definition/" + family + ":");
  }

  private Optional<Task> task(Cluster cluster, String nameOrArn) {
    var id = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    for (var service : core.clusters.services(cluster)) {
      var found = shown(service).filter(task -> task.id.equals(id)).findFirst();
      if (found.isPresent()) {
        return Optional.of(core.descriptions.task(service, found.get()));
      }
    }
    return core.oneOffs
        .of(cluster)
        .filter(task -> task.arn.endsWith("/" + id))
        .findFirst()
        .map(core.oneOffs::describe);
  }

  private List<Tag> tags(String arn) {
    var kind = arn.replaceFirst("arn:aws:ecs:[^:]*:[^:]*:", "").split("/", 2)[0];
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "service" -> {
        var service = core.state().services.get(arn);
        if (service == null) {
          throw EcsErrors.noService();
        }
        yield service.shape.tags();
      }
      case "task-definition" -> core.definitions.find(arn).orElseThrow(EcsErrors::noService).tags;
      case "cluster" -> core.clusters.find(arn).tags();
      default -> throw EcsErrors.invalid("Invalid ARN " + arn);
    };
  }
}
