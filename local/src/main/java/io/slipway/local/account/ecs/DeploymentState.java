package io.slipway.local.account.ecs;

import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** A deployment of a service. */
final class DeploymentState {

  static final String PRIMARY = "PRIMARY";
  static final String ACTIVE = "ACTIVE";

  String id;
  String status = PRIMARY;
  String taskDefinitionArn;
  int desired;
  int failedTasks;

  /**
   * Whether a task has run successfully: from then on failures are no longer counted ("Once a
   * service deployment has one or more successfully running tasks, the failed task count resets to
   * zero and stops being evaluated", API reference, Deployment).
   */
  boolean proven;

  Instant createdAt;
  Instant updatedAt;
  DeploymentRolloutState rolloutState = DeploymentRolloutState.IN_PROGRESS;
  String rolloutStateReason;

  boolean inProgress() {
    return rolloutState == DeploymentRolloutState.IN_PROGRESS;
  }

  boolean failed() {
    return rolloutState == DeploymentRolloutState.FAILED;
  }
}
