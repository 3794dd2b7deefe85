package io.slipway.domain;

import java.util.Optional;
import java.util.Set;

/**
 * An ECS service as far as it can drift.
 *
 * @param taskDefinition the ARN of the revision that it works towards
 * @param desiredTasks how many tasks it is to run
 * @param targetGroups the ARNs of those that its tasks are registered with
 * @param range what autoscaling may make of it; empty where it does not scale
 */
public record FoundService(
    String taskDefinition,
    int desiredTasks,
    Set<String> targetGroups,
    Optional<ScalingRange> range) {

  public FoundService {
    targetGroups = Set.copyOf(targetGroups);
  }
}
