package io.slipway.local.account.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.account.kernel.Kernel;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/**
 * Begins, completes, fails and rolls back deployments, with ECS's own circuit breaker (developer
 * guide, "How the Amazon ECS deployment circuit breaker detects failures").
 */
final class Rollouts {

  private static final int LEAST_FAILURES = 3;
  private static final int MOST_FAILURES = 200;

  /** As user reports quote the service; not documented. */
  private static final int MOST_DEPLOYMENTS = 5;

  private final Kernel kernel;
  private final EcsIndex index;

  Rollouts(Kernel kernel, EcsIndex index) {
    this.kernel = kernel;
    this.index = index;
  }

  /** Makes a new primary deployment; the one before goes on as ACTIVE until its tasks are gone. */
  DeploymentState begin(EcsState state, ServiceState service, String taskDefinitionArn) {
    if (service.deployments.size() >= MOST_DEPLOYMENTS) {
      throw EcsErrors.invalid("5 active deployments exist, unable to create new deployment.");
    }
    var deployment = new DeploymentState();
    deployment.id = "ecs-svc/" + state.ids.digits(19);
    deployment.taskDefinitionArn = taskDefinitionArn;
    deployment.createdAt = kernel.now();
    service.deployments.forEach(old -> old.status = DeploymentState.ACTIVE);
    service.deployments.addFirst(deployment);
    start(service, deployment);
    return deployment;
  }

  private void start(ServiceState service, DeploymentState deployment) {
    deployment.status = DeploymentState.PRIMARY;
    deployment.desired = service.desired;
    deployment.failedTasks = 0;
    deployment.proven = false;
    service.failedStarts = 0;
    service.startsAgainAt = null;
    service.steady = false;
    service.shape = service.shape.toBuilder().taskDefinition(deployment.taskDefinitionArn).build();
    move(
        service,
        deployment,
        DeploymentRolloutState.IN_PROGRESS,
        "ECS deployment " + deployment.id + " in progress.");
  }

  /** Counts a task that did not come to run well; without effect once one has. */
  void countFailure(ServiceState service, TaskState task) {
    service
        .deployment(task.deploymentId)
        .filter(deployment -> deployment.inProgress() && !deployment.proven)
        .ifPresent(deployment -> deployment.failedTasks++);
  }

  /** A task of the deployment runs well. */
  void countSuccess(ServiceState service, TaskState task) {
    service
        .deployment(task.deploymentId)
        .ifPresent(
            deployment -> {
              deployment.proven = true;
              deployment.failedTasks = 0;
            });
  }

  /** Fails the primary deployment where too many of its tasks have failed, and rolls back. */
  void judge(EcsState state, ServiceState service) {
    var breaker = service.configuration().deploymentCircuitBreaker();
    var primary = service.primary();
    boolean trips =
        breaker != null
            && Boolean.TRUE.equals(breaker.enable())
            && primary.inProgress()
            && primary.failedTasks >= threshold(service.desired);
    if (!trips) {
      return;
    }
    primary.desired = 0;
    var reason = "ECS deployment circuit breaker: tasks failed to start.";
    say(service, "(deployment " + primary.id + ") deployment failed: tasks failed to start.");
    if (Boolean.TRUE.equals(breaker.rollback()) && service.lastCompletedTaskDefinition != null) {
      rollBack(state, service, primary);
    } else {
      move(service, primary, DeploymentRolloutState.FAILED, reason);
    }
  }

  /** Half of the desired count, but from 3 to 200. */
  static int threshold(int desired) {
    return Math.clamp(Math.ceilDiv(desired, 2), LEAST_FAILURES, MOST_FAILURES);
  }

  private void rollBack(EcsState state, ServiceState service, DeploymentState failed) {
    var back = lastCompleted(service);
    var target = back.orElseGet(() -> begin(state, service, service.lastCompletedTaskDefinition));
    failed.status = DeploymentState.ACTIVE;
    if (back.isPresent()) {
      service.deployments.remove(target);
      service.deployments.addFirst(target);
      start(service, target);
    }
    // What is rolled back to is in progress again, so it is not to be rolled back to (developer
    // guide): where it fails as well, the service stalls.
    service.lastCompletedId = null;
    service.lastCompletedTaskDefinition = null;
    move(
        service,
        failed,
        DeploymentRolloutState.FAILED,
        "ECS deployment circuit breaker: rolling back to deploymentId " + target.id + ".");
    say(service, "rolling back to deployment " + target.id + ".");
  }

  private static Optional<DeploymentState> lastCompleted(ServiceState service) {
    return Optional.ofNullable(service.lastCompletedId).flatMap(service::deployment);
  }

  /** The primary deployment has all of its tasks, and nothing of the others is left. */
  void complete(ServiceState service) {
    var primary = service.primary();
    service.lastCompletedId = primary.id;
    service.lastCompletedTaskDefinition = primary.taskDefinitionArn;
    move(
        service,
        primary,
        DeploymentRolloutState.COMPLETED,
        "ECS deployment " + primary.id + " completed.");
    say(service, "(deployment " + primary.id + ") deployment completed.");
  }

  private void say(ServiceState service, String text) {
    service.say(index.eventId(), kernel.now(), text);
  }

  private void move(
      ServiceState service,
      DeploymentState deployment,
      DeploymentRolloutState rolloutState,
      String reason) {
    deployment.rolloutState = rolloutState;
    deployment.rolloutStateReason = reason;
    deployment.updatedAt = kernel.now();
    var detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("eventType", rolloutState == DeploymentRolloutState.FAILED ? "ERROR" : "INFO")
            .put("eventName", "SERVICE_DEPLOYMENT_" + rolloutState)
            .put("deploymentId", deployment.id)
            .put("updatedAt", kernel.now().toString())
            .put("reason", reason);
    kernel.publish("aws.ecs", "ECS Deployment State Change", List.of(service.arn()), detail);
  }
}
