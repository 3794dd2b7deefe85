package io.slipway.local.account.ecs;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** A task that no service keeps, as plain data. {@code nextAt} is when its phase ends by itself. */
final class OneOffState {

  String arn;
  String clusterArn;
  String taskDefinitionArn;
  String startedBy;
  String clientToken;
  String container;
  List<String> command = List.of();
  TaskPhase phase = TaskPhase.PROVISIONING;
  Instant nextAt;
  Instant createdAt;
  Instant startedAt;
  Instant stoppingAt;
  Instant stoppedAt;
  TaskStopCode stopCode;
  String stoppedReason;
  Integer exitCode;

  boolean wanted() {
    return stopCode == null;
  }
}
