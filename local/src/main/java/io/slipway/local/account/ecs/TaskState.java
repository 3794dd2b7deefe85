package io.slipway.local.account.ecs;

import io.slipway.local.account.registry.ImageBehaviour;
import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** A task of a service. {@code nextAt} is when its phase ends by itself, null for never. */
final class TaskState {

  String id;
  String serviceArn;
  String deploymentId;
  String taskDefinitionArn;
  TaskPhase phase = TaskPhase.PROVISIONING;
  Instant nextAt;
  String address;
  String image;
  String imageTag;
  String imageDigest;
  ImageBehaviour behaviour;

  /** Whether somebody has made it sick from outside. */
  boolean sick;

  /** Whether it has been healthy once. */
  boolean proven;

  /** Whether it is unhealthy, and the scheduler has taken note. */
  boolean failed;

  Instant createdAt;
  Instant pullStartedAt;
  Instant pullStoppedAt;
  Instant bootedAt;
  Instant startedAt;
  Instant stoppingAt;
  Instant executionStoppedAt;
  Instant stoppedAt;
  TaskStopCode stopCode;
  String stoppedReason;
  Integer exitCode;

  boolean wanted() {
    return stopCode == null;
  }
}
