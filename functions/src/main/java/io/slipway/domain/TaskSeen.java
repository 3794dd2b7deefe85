package io.slipway.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One task of a service, as ECS tells it.
 *
 * @param id the last part of its ARN
 * @param status in ECS's word: PROVISIONING, PENDING, RUNNING, STOPPED and those between
 * @param health in ECS's word; empty where no container has a health check of its own
 * @param taskDefinition family and revision
 * @param address its private address in the network
 * @param instance the id of the EC2 instance that it runs on; empty on Fargate
 * @param reason why it stopped, with its containers' exit codes; empty while it runs
 */
public record TaskSeen(
    String id,
    String status,
    Optional<String> health,
    String taskDefinition,
    Optional<String> digest,
    Optional<String> address,
    Optional<String> instance,
    Optional<String> zone,
    Optional<Instant> startedAt,
    Optional<Instant> stoppedAt,
    Optional<String> reason,
    List<String> containers) {

  public TaskSeen {
    containers = List.copyOf(containers);
  }

  /** The same, on an instance. */
  public TaskSeen on(Optional<String> where) {
    return new TaskSeen(
        id,
        status,
        health,
        taskDefinition,
        digest,
        address,
        where,
        zone,
        startedAt,
        stoppedAt,
        reason,
        containers);
  }
}
