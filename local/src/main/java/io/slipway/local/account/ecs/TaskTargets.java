package io.slipway.local.account.ecs;

import io.slipway.local.account.balancing.SimulatedLoadBalancers;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** A service's tasks as targets of its load balancers. */
final class TaskTargets {

  private final Kernel kernel;
  private final SimulatedLoadBalancers balancers;
  private final EcsIndex index;

  TaskTargets(Kernel kernel, SimulatedLoadBalancers balancers, EcsIndex index) {
    this.kernel = kernel;
    this.balancers = balancers;
    this.index = index;
  }

  void register(ServiceState service, TaskState task) {
    index.add(task);
    for (var lb : service.loadBalancers()) {
      try {
        balancers.registerTargets(
            request -> request.targetGroupArn(lb.targetGroupArn()).targets(target(lb, task)));
        service.say(
            index.eventId(),
            kernel.now(),
            "registered 1 targets in (target-group " + lb.targetGroupArn() + ")");
      } catch (TargetGroupNotFoundException gone) {
        service.say(
            index.eventId(), kernel.now(), "failed to register targets: " + gone.getMessage());
      }
    }
  }

  void deregister(ServiceState service, TaskState task) {
    for (var lb : service.loadBalancers()) {
      try {
        balancers.deregisterTargets(
            request -> request.targetGroupArn(lb.targetGroupArn()).targets(target(lb, task)));
        service.say(
            index.eventId(),
            kernel.now(),
            "deregistered 1 targets in (target-group " + lb.targetGroupArn() + ")");
      } catch (TargetGroupNotFoundException gone) {
        service.say(
            index.eventId(), kernel.now(), "failed to deregister targets: " + gone.getMessage());
      }
    }
  }

  private static TargetDescription target(LoadBalancer lb, TaskState task) {
    return TargetDescription.builder().id(task.address).port(lb.containerPort()).build();
  }

  /** The longest of the groups' deregistration delays. */
  Duration drainTime(ServiceState service) {
    return service.loadBalancers().stream()
        .map(lb -> balancers.drainTime(lb.targetGroupArn()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** How a task that is to run stands at {@code now}. */
  Plan.Standing standing(ServiceState service, TaskState task, Instant now) {
    if (task.phase.starting()) {
      return Plan.Standing.STARTING;
    }
    if (sickest(service, task).isPresent()) {
      boolean grace = now.isBefore(graceEnds(service, task));
      return grace ? Plan.Standing.STARTING : Plan.Standing.FAILED;
    }
    boolean initial =
        healths(service, task).stream()
            .anyMatch(health -> health.state() == TargetHealthStateEnum.INITIAL);
    return initial ? Plan.Standing.STARTING : Plan.Standing.HEALTHY;
  }

  static Instant graceEnds(ServiceState service, TaskState task) {
    return task.startedAt.plusSeconds(service.graceSeconds());
  }

  /** The group that finds the task unhealthy, where one does. */
  Optional<LoadBalancer> sickest(ServiceState service, TaskState task) {
    return service.loadBalancers().stream()
        .filter(lb -> health(lb, task).state() == TargetHealthStateEnum.UNHEALTHY)
        .findFirst();
  }

  TargetHealth health(LoadBalancer lb, TaskState task) {
    try {
      return balancers.health(lb.targetGroupArn(), task.address);
    } catch (TargetGroupNotFoundException gone) {
      return TargetHealth.builder().state(TargetHealthStateEnum.UNUSED).build();
    }
  }

  private List<TargetHealth> healths(ServiceState service, TaskState task) {
    return service.loadBalancers().stream().map(lb -> health(lb, task)).toList();
  }

  /** The task's answers have changed from outside. */
  void lookAgain(ServiceState service, TaskState task) {
    service.loadBalancers().forEach(lb -> balancers.lookAgain(lb.targetGroupArn(), task.address));
  }
}
