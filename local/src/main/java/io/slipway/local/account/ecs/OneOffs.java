package io.slipway.local.account.ecs;

import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.local.account.registry.Images;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Tasks that no service keeps: RunTask, and what becomes of them. What a command does is known of
 * {@code true}, {@code false}, {@code exit N} and {@code sleep SECONDS}; any other ends well after
 * some seconds, or with exit code 1 where the image crashes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask
 *     </a>
 */
final class OneOffs {

  private static final Duration PROVISION = Duration.ofSeconds(8);
  private static final Duration PULL = Duration.ofSeconds(12);
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration DEPROVISION = Duration.ofSeconds(6);

  /** 128 + 9: the container is killed where it does not end by itself. */
  private static final int KILLED = 137;

  private final Kernel kernel;
  private final Supplier<EcsState> state;
  private final Clusters clusters;
  private final TaskDefinitions definitions;
  private final Images images;

  OneOffs(
      Kernel kernel,
      Supplier<EcsState> state,
      Clusters clusters,
      TaskDefinitions definitions,
      Images images) {
    this.kernel = kernel;
    this.state = state;
    this.clusters = clusters;
    this.definitions = definitions;
    this.images = images;
  }

  /** One token starts one task of a cluster, however often it is sent. */
  RunTaskResponse run(RunTaskRequest request) {
    var cluster = clusters.find(request.cluster());
    var definition =
        definitions
            .find(request.taskDefinition())
            .map(found -> found.shape)
            .orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
    check(request, definition);
    var task =
        repeated(cluster, request.clientToken())
            .orElseGet(() -> begin(cluster, definition, request));
    return RunTaskResponse.builder().tasks(describe(task)).failures(List.of()).build();
  }

  private static void check(RunTaskRequest request, TaskDefinition definition) {
    if (request.count() != null && request.count() != 1) {
      throw new UnsupportedOperationException("local mode runs one task at a time");
    }
    if (request.networkConfiguration() == null) {
      throw EcsErrors.invalid(
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    }
    overrides(request)
        .filter(name -> definition.containerDefinitions().stream().noneMatch(named(name)))
        .findFirst()
        .ifPresent(
            name -> {
              throw EcsErrors.invalid(
                  "Override for container named "
                      + name
                      + " is not a container in the TaskDefinition.");
            });
  }

  private static Stream<String> overrides(RunTaskRequest request) {
    return Stream.ofNullable(request.overrides())
        .map(TaskOverride::containerOverrides)
        .flatMap(List::stream)
        .map(override -> override.name());
  }

  private static java.util.function.Predicate<ContainerDefinition> named(String name) {
    return container -> container.name().equals(name);
  }

  private Optional<OneOffState> repeated(Cluster cluster, String token) {
    return of(cluster).filter(task -> token != null && token.equals(task.clientToken)).findFirst();
  }

  private OneOffState begin(Cluster cluster, TaskDefinition definition, RunTaskRequest request) {
    var task = new OneOffState();
    task.arn = kernel.arn("ecs", "task/" + cluster.clusterName() + "/" + state.get().ids.hex(32));
    task.clusterArn = cluster.clusterArn();
    task.taskDefinitionArn = definition.taskDefinitionArn();
    task.startedBy = request.startedBy();
    task.clientToken = request.clientToken();
    var override =
        Optional.ofNullable(request.overrides())
            .flatMap(all -> all.containerOverrides().stream().findFirst());
    task.container =
        override.map(one -> one.name()).orElse(definition.containerDefinitions().getFirst().name());
    task.command = override.map(one -> List.copyOf(one.command())).orElse(List.of());
    task.createdAt = kernel.now();
    task.nextAt = kernel.in(PROVISION);
    state.get().oneOffs.put(task.arn, task);
    return task;
  }

  /** The tasks of a cluster that ECS still shows. */
  Stream<OneOffState> of(Cluster cluster) {
    return state.get().oneOffs.values().stream()
        .filter(task -> task.clusterArn.equals(cluster.clusterArn()))
        .filter(task -> !isForgotten(task));
  }

  private boolean isForgotten(OneOffState task) {
    return task.stoppedAt != null
        && !kernel.now().isBefore(task.stoppedAt.plus(Scheduler.STOPPED_KEPT));
  }

  /** Ends the phase that is due to end; says when the next one does. */
  Optional<Instant> advance(String arn) {
    var task = state.get().oneOffs.get(arn);
    while (task != null && task.nextAt != null && !task.nextAt.isAfter(kernel.now())) {
      switch (task.phase) {
        case PROVISIONING -> enter(task, TaskPhase.PENDING, PULL);
        case PENDING -> boot(task);
        case RUNNING -> {
          end(task, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
          task.exitCode = exitCode(task);
        }
        default -> {
          task.phase = TaskPhase.STOPPED;
          task.stoppedAt = kernel.now();
          task.nextAt = null;
        }
      }
    }
    return Optional.ofNullable(task).map(left -> left.nextAt);
  }

  private void boot(OneOffState task) {
    if (behaviour(task).isEmpty()) {
      end(task, TaskStopCode.TASK_FAILED_TO_START, "CannotPullContainerError: not found");
      return;
    }
    task.startedAt = kernel.now();
    enter(task, TaskPhase.RUNNING, time(task));
  }

  private Optional<ImageBehaviour> behaviour(OneOffState task) {
    return definitions.byArn(task.taskDefinitionArn).containerDefinitions().stream()
        .filter(named(task.container))
        .findFirst()
        .flatMap(container -> images.pull(container.image()))
        .map(image -> image.behaviour());
  }

  private static Duration time(OneOffState task) {
    return task.command.size() == 2 && task.command.getFirst().equals("sleep")
        ? Duration.ofSeconds(Long.parseLong(task.command.getLast()))
        : USUAL;
  }

  private int exitCode(OneOffState task) {
    var first = task.command.isEmpty() ? "" : task.command.getFirst();
    return switch (first) {
      case "true", "sleep" -> 0;
      case "false" -> 1;
      case "exit" -> Integer.parseInt(task.command.getLast());
      default -> behaviour(task).filter(ImageBehaviour.CRASHING::equals).isPresent() ? 1 : 0;
    };
  }

  void stop(OneOffState task, String reason) {
    if (task.wanted()) {
      task.exitCode = task.startedAt == null ? null : KILLED;
      end(task, TaskStopCode.USER_INITIATED, reason);
    }
  }

  private void end(OneOffState task, TaskStopCode code, String reason) {
    task.stopCode = code;
    task.stoppedReason = reason;
    task.stoppingAt = kernel.now();
    enter(task, TaskPhase.DEPROVISIONING, DEPROVISION);
  }

  private void enter(OneOffState task, TaskPhase phase, Duration length) {
    task.phase = phase;
    task.nextAt = kernel.in(length);
  }

  Task describe(OneOffState task) {
    var definition = definitions.byArn(task.taskDefinitionArn);
    return Task.builder()
        .taskArn(task.arn)
        .clusterArn(task.clusterArn)
        .taskDefinitionArn(task.taskDefinitionArn)
        .group("family:" + definition.family())
        .startedBy(task.startedBy)
        .lastStatus(task.phase.name())
        .desiredStatus(task.wanted() ? "RUNNING" : "STOPPED")
        .launchType(LaunchType.FARGATE)
        .containers(
            definition.containerDefinitions().stream()
                .map(container -> describe(task, container))
                .toList())
        .createdAt(task.createdAt)
        .startedAt(task.startedAt)
        .stoppingAt(task.stoppingAt)
        .stoppedAt(task.stoppedAt)
        .stopCode(task.stopCode)
        .stoppedReason(task.stoppedReason)
        .build();
  }

  private static Container describe(OneOffState task, ContainerDefinition container) {
    return Container.builder()
        .name(container.name())
        .image(container.image())
        .lastStatus(
            task.phase == TaskPhase.RUNNING ? "RUNNING" : task.wanted() ? "PENDING" : "STOPPED")
        .exitCode(container.name().equals(task.container) ? task.exitCode : null)
        .build();
  }
}
