package io.slipway.local.account.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/**
 * A service: its settings as the SDK's shape (without what changes by itself), its deployments
 * newest first, and its tasks oldest first, among them those that stopped within the last hour.
 */
final class ServiceState {

  static final String ACTIVE = "ACTIVE";
  static final String DRAINING = "DRAINING";
  static final String INACTIVE = "INACTIVE";

  private static final int MOST_EVENTS = 100;

  Service shape;
  String status = ACTIVE;
  int desired;
  List<DeploymentState> deployments = new ArrayList<>();
  List<TaskState> tasks = new ArrayList<>();
  List<ServiceEvent> events = new ArrayList<>();

  /** The deployment that a rollback goes to; null where none has completed, or one is under way. */
  String lastCompletedId;

  String lastCompletedTaskDefinition;

  /** Tasks in a row that never ran; each makes the next start later. */
  int failedStarts;

  Instant startsAgainAt;
  boolean steady;

  String arn() {
    return shape.serviceArn();
  }

  String serviceName() {
    return shape.serviceName();
  }

  DeploymentState primary() {
    return deployments.getFirst();
  }

  Optional<DeploymentState> deployment(String id) {
    return deployments.stream().filter(deployment -> deployment.id.equals(id)).findFirst();
  }

  List<LoadBalancer> loadBalancers() {
    return shape.loadBalancers().stream().filter(lb -> lb.targetGroupArn() != null).toList();
  }

  boolean balanced() {
    return !loadBalancers().isEmpty();
  }

  DeploymentConfiguration configuration() {
    return shape.deploymentConfiguration();
  }

  int graceSeconds() {
    return shape.healthCheckGracePeriodSeconds() == null
        ? 0
        : shape.healthCheckGracePeriodSeconds();
  }

  /** Tasks that are to run, whether or not they do yet. */
  Stream<TaskState> wanted() {
    return tasks.stream().filter(TaskState::wanted);
  }

  /** Tasks that have not stopped yet. */
  Stream<TaskState> present() {
    return tasks.stream().filter(task -> task.phase != TaskPhase.STOPPED);
  }

  void say(String id, Instant now, String text) {
    events.addFirst(
        ServiceEvent.builder()
            .id(id)
            .createdAt(now)
            .message("(service " + serviceName() + ") " + text)
            .build());
    if (events.size() > MOST_EVENTS) {
      events.removeLast();
    }
  }
}
