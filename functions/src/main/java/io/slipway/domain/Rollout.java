package io.slipway.domain;

/**
 * One deployment of an ECS service, as ECS calls it: the tasks of one revision that take the place
 * of others.
 *
 * @param id ECS's own
 * @param primary whether it is the one that ECS works towards; at most one of a service is
 * @param taskDefinition the ARN of the revision
 * @param reason why it is in this state, in ECS's words; may be empty
 * @param desiredTasks how many tasks it is to have
 * @param runningTasks how many of them run
 * @param failedTasks how many did not come up
 */
public record Rollout(
    String id,
    boolean primary,
    String taskDefinition,
    State state,
    String reason,
    int desiredTasks,
    int runningTasks,
    int failedTasks) {

  /** How far a rollout is; COMPLETED and FAILED are final as long as the service is not changed. */
  public enum State {
    IN_PROGRESS,
    COMPLETED,
    FAILED
  }
}
