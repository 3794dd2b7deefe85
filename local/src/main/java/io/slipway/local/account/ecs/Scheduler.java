package io.slipway.local.account.ecs;

import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Brings a service nearer to what is asked of it, each time something is due or has changed. */
final class Scheduler {

  /** How long ECS shows a stopped task (API reference, DescribeTasks: at least one hour). */
  static final Duration STOPPED_KEPT = Duration.ofHours(1);

  private static final int FREE_FAILURES = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private final Kernel kernel;
  private final EcsIndex index;
  private final TaskDefinitions definitions;
  private final TaskTargets targets;
  private final TaskLife life;
  private final Rollouts rollouts;

  Scheduler(
      Kernel kernel,
      EcsIndex index,
      TaskDefinitions definitions,
      TaskTargets targets,
      TaskLife life,
      Rollouts rollouts) {
    this.kernel = kernel;
    this.index = index;
    this.definitions = definitions;
    this.targets = targets;
    this.life = life;
    this.rollouts = rollouts;
  }

  /** Does what is due, and says when there is something to do again. */
  Optional<Instant> advance(EcsState state, ServiceState service) {
    live(state, service);
    if (service.status.equals(ServiceState.ACTIVE)) {
      observe(service);
      rollouts.judge(state, service);
      carryOut(state, service, plan(service));
      retire(service);
      conclude(service);
    } else if (service.present().findAny().isEmpty()) {
      service.status = ServiceState.INACTIVE;
      service.deployments.clear();
    }
    return next(service);
  }

  private void live(EcsState state, ServiceState service) {
    var now = kernel.now();
    service.tasks.removeIf(task -> forgotten(task, now));
    for (var task : List.copyOf(service.tasks)) {
      while (task.nextAt != null && !task.nextAt.isAfter(now)) {
        boolean wanted = task.wanted();
        life.advance(state, service, task, definitions.byArn(task.taskDefinitionArn));
        if (wanted && !task.wanted()) {
          ended(service, task);
        }
        if (task.phase == TaskPhase.RUNNING) {
          service.failedStarts = 0;
        }
        if (task.phase == TaskPhase.STOPPED) {
          index.remove(task);
        }
      }
    }
  }

  static boolean forgotten(TaskState task, Instant now) {
    return task.stoppedAt != null && !now.isBefore(task.stoppedAt.plus(STOPPED_KEPT));
  }

  /** A task ended by itself. One that was well before says nothing about its deployment. */
  private void ended(ServiceState service, TaskState task) {
    service.steady = false;
    if (!task.proven) {
      rollouts.countFailure(service, task);
    }
    if (task.startedAt == null && ++service.failedStarts >= FREE_FAILURES) {
      var pause = Duration.ofSeconds(15L << Math.min(10, service.failedStarts - FREE_FAILURES));
      service.startsAgainAt = kernel.in(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
      say(service, "is unable to consistently start tasks successfully.");
    }
  }

  private void observe(ServiceState service) {
    service
        .wanted()
        .forEach(
            task -> {
              switch (targets.standing(service, task, kernel.now())) {
                case STARTING -> {}
                case HEALTHY -> {
                  task.proven = true;
                  task.failed = false;
                  rollouts.countSuccess(service, task);
                }
                case FAILED -> fail(service, task);
              }
            });
  }

  private void fail(ServiceState service, TaskState task) {
    if (task.failed) {
      return;
    }
    task.failed = true;
    service.steady = false;
    rollouts.countFailure(service, task);
    targets
        .sickest(service, task)
        .ifPresent(
            lb ->
                say(
                    service,
                    "(task %s) (port %d) is unhealthy in (target-group %s) due to (reason %s)"
                        .formatted(
                            task.id,
                            lb.containerPort(),
                            lb.targetGroupArn(),
                            targets.health(lb, task).description())));
  }

  private Plan plan(ServiceState service) {
    var primary = service.primary();
    var configuration = service.configuration();
    return Plan.of(
        new Plan.Demand(
            service.desired,
            configuration.minimumHealthyPercent(),
            configuration.maximumPercent(),
            primary.failed(),
            primary.proven),
        service
            .wanted()
            .map(
                task ->
                    new Plan.Seen(
                        task.id,
                        task.deploymentId.equals(primary.id),
                        targets.standing(service, task, kernel.now())))
            .toList());
  }

  private void carryOut(EcsState state, ServiceState service, Plan plan) {
    var stopping = new HashSet<>(plan.stop());
    List<String> stopped = new ArrayList<>();
    for (var task : service.tasks) {
      if (stopping.contains(task.id)) {
        stop(service, task);
        stopped.add("(task " + task.id + ")");
      }
    }
    if (!stopped.isEmpty()) {
      service.steady = false;
      say(
          service,
          "has stopped %d running tasks: %s.".formatted(stopped.size(), String.join(" ", stopped)));
    }
    boolean paused = service.startsAgainAt != null && kernel.now().isBefore(service.startsAgainAt);
    if (plan.start() > 0 && !paused) {
      start(state, service, plan.start());
    }
  }

  private void stop(ServiceState service, TaskState task) {
    var reason =
        targets
            .sickest(service, task)
            .filter(lb -> task.failed)
            .map(
                lb ->
                    "Task failed ELB health checks in (target-group %s)"
                        .formatted(lb.targetGroupArn()))
            .orElse("Scaling activity initiated by (deployment " + service.primary().id + ")");
    life.stop(service, task, TaskStopCode.SERVICE_SCHEDULER_INITIATED, reason);
  }

  private void start(EcsState state, ServiceState service, int count) {
    List<String> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var task = life.begin(state, service);
      service.tasks.add(task);
      started.add("(task " + task.id + ")");
    }
    service.steady = false;
    say(service, "has started %d tasks: %s.".formatted(count, String.join(" ", started)));
  }

  /** Deployments of which nothing is left go. */
  private static void retire(ServiceState service) {
    var primary = service.primary();
    service.deployments.removeIf(
        deployment ->
            !deployment.id.equals(primary.id) && left(service, deployment).findAny().isEmpty());
  }

  private static Stream<TaskState> left(ServiceState service, DeploymentState deployment) {
    return service.present().filter(task -> task.deploymentId.equals(deployment.id));
  }

  private void conclude(ServiceState service) {
    var wanted = service.wanted().toList();
    boolean settled =
        service.deployments.size() == 1
            && !service.primary().failed()
            && wanted.size() == service.desired
            && wanted.stream()
                .allMatch(
                    task -> targets.standing(service, task, kernel.now()) == Plan.Standing.HEALTHY);
    if (!settled) {
      return;
    }
    if (service.primary().inProgress()) {
      rollouts.complete(service);
    }
    if (!service.steady) {
      service.steady = true;
      say(service, "has reached a steady state.");
    }
  }

  private Optional<Instant> next(ServiceState service) {
    var now = kernel.now();
    var phases = service.present().map(task -> task.nextAt);
    var graces =
        service
            .wanted()
            .filter(task -> task.phase == TaskPhase.RUNNING)
            .filter(task -> targets.sickest(service, task).isPresent())
            .map(task -> TaskTargets.graceEnds(service, task));
    return Stream.of(phases, graces, Stream.ofNullable(service.startsAgainAt))
        .flatMap(times -> times)
        .filter(time -> time != null && time.isAfter(now))
        .min(Instant::compareTo);
  }

  private void say(ServiceState service, String text) {
    service.say(index.eventId(), kernel.now(), text);
  }
}
