package io.slipway.local.account.ecs;

import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.local.account.registry.Images;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * What becomes of a Fargate task, and when. AWS promises no times; these are what users commonly
 * see: about half a minute from start to RUNNING, a few seconds to end after draining.
 */
final class TaskLife {

  private static final int PROVISION_SECONDS = 8;
  private static final int PULL_SECONDS = 12;
  private static final int JITTER_SECONDS = 6;
  private static final Duration SLOW_PULL = Duration.ofMinutes(3);
  private static final Duration FAILED_PULL = Duration.ofSeconds(3);
  private static final Duration ACTIVATE = Duration.ofSeconds(2);
  private static final Duration CRASH = Duration.ofSeconds(8);
  private static final Duration STOP = Duration.ofSeconds(2);
  private static final Duration DEPROVISION = Duration.ofSeconds(6);

  private final Kernel kernel;
  private final Images images;
  private final TaskTargets targets;
  private Containers containers = Containers.NONE;

  TaskLife(Kernel kernel, Images images, TaskTargets targets) {
    this.kernel = kernel;
    this.images = images;
    this.targets = targets;
  }

  /** From now on, containers run there. */
  void runOn(Containers found) {
    containers = found;
  }

  /** Starts the containers of a task again that serves already. */
  void resume(TaskState task) {
    if (task.phase.serves()) {
      containers.start(task.address);
    }
  }

  /** A new task of the primary deployment, being provisioned. */
  TaskState begin(EcsState state, ServiceState service) {
    var deployment = service.primary();
    var task = new TaskState();
    task.id = state.ids.hex(32);
    task.serviceArn = service.arn();
    task.deploymentId = deployment.id;
    task.taskDefinitionArn = deployment.taskDefinitionArn;
    task.createdAt = kernel.now();
    task.nextAt = kernel.in(jittered(state, PROVISION_SECONDS));
    int number = state.addresses++;
    task.address = "10.%d.%d.%d".formatted(number / 62500 % 250, number / 250 % 250, number % 250);
    return task;
  }

  private static Duration jittered(EcsState state, int seconds) {
    return Duration.ofSeconds(seconds + state.ids.below(JITTER_SECONDS));
  }

  /** Ends the phase that is due to end. */
  void advance(EcsState state, ServiceState service, TaskState task, TaskDefinition definition) {
    switch (task.phase) {
      case PROVISIONING -> pull(state, service, task, definition);
      case PENDING -> boot(service, task);
      case ACTIVATING -> run(task);
      case RUNNING -> crash(service, task);
      case DEACTIVATING -> terminate(task);
      case STOPPING -> {
        containers.kill(task.address);
        task.exitCode = 0;
        task.executionStoppedAt = kernel.now();
        enter(task, TaskPhase.DEPROVISIONING, kernel.in(DEPROVISION));
      }
      case DEPROVISIONING -> {
        task.stoppedAt = kernel.now();
        enter(task, TaskPhase.STOPPED, null);
      }
      case STOPPED -> task.nextAt = null;
    }
  }

  private void pull(
      EcsState state, ServiceState service, TaskState task, TaskDefinition definition) {
    var main = mainContainer(service, definition);
    task.image = main.image();
    for (var container : definition.containerDefinitions()) {
      var pulled = images.pull(container.image());
      if (pulled.isEmpty()) {
        task.image = container.image();
        task.behaviour = null;
        task.pullStartedAt = kernel.now();
        enter(task, TaskPhase.PENDING, kernel.in(FAILED_PULL));
        return;
      }
      if (container.equals(main)) {
        task.imageTag = pulled.get().tag();
        task.imageDigest = pulled.get().digest();
        task.behaviour = pulled.get().behaviour();
      }
    }
    task.pullStartedAt = kernel.now();
    var time = task.behaviour == ImageBehaviour.SLOW ? SLOW_PULL : jittered(state, PULL_SECONDS);
    enter(task, TaskPhase.PENDING, kernel.in(time));
  }

  /** The container behind the load balancer; the first where there is none. */
  static ContainerDefinition mainContainer(ServiceState service, TaskDefinition definition) {
    var containers = definition.containerDefinitions();
    return service.loadBalancers().stream()
        .flatMap(lb -> containers.stream().filter(c -> c.name().equals(lb.containerName())))
        .findFirst()
        .orElse(containers.getFirst());
  }

  private void boot(ServiceState service, TaskState task) {
    if (task.behaviour == null) {
      end(
          task,
          TaskStopCode.TASK_FAILED_TO_START,
          ("CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to"
                  + " resolve ref %1$s: %1$s: not found")
              .formatted(task.image));
      enter(task, TaskPhase.DEPROVISIONING, kernel.in(DEPROVISION));
      return;
    }
    task.pullStoppedAt = kernel.now();
    task.bootedAt = kernel.now();
    containers.start(task.address);
    if (service.balanced()) {
      enter(task, TaskPhase.ACTIVATING, kernel.in(ACTIVATE));
      targets.register(service, task);
    } else {
      run(task);
    }
  }

  private void run(TaskState task) {
    task.startedAt = kernel.now();
    Instant crash = task.behaviour == ImageBehaviour.CRASHING ? task.bootedAt.plus(CRASH) : null;
    enter(task, TaskPhase.RUNNING, crash);
  }

  private void crash(ServiceState service, TaskState task) {
    end(task, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
    task.exitCode = 1;
    containers.kill(task.address);
    task.executionStoppedAt = kernel.now();
    enter(task, TaskPhase.DEPROVISIONING, kernel.in(DEPROVISION));
    targets.deregister(service, task);
  }

  /** Stops a task: out of its target groups and drained first, where it serves. */
  void stop(ServiceState service, TaskState task, TaskStopCode code, String reason) {
    boolean serves = task.phase.serves();
    end(task, code, reason);
    if (!serves) {
      enter(task, TaskPhase.DEPROVISIONING, kernel.in(DEPROVISION));
      return;
    }
    var drain = targets.drainTime(service);
    targets.deregister(service, task);
    if (drain.isZero()) {
      terminate(task);
    } else {
      enter(task, TaskPhase.DEACTIVATING, kernel.in(drain));
    }
  }

  private void terminate(TaskState task) {
    containers.terminate(task.address);
    enter(task, TaskPhase.STOPPING, kernel.in(STOP));
  }

  private void end(TaskState task, TaskStopCode code, String reason) {
    task.stopCode = code;
    task.stoppedReason = reason;
    task.stoppingAt = kernel.now();
  }

  private static void enter(TaskState task, TaskPhase phase, Instant nextAt) {
    task.phase = phase;
    task.nextAt = nextAt;
  }
}
