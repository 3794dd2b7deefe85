package io.slipway.local.account.ecs;

/** The life of a task, in order (ECS developer guide, "Task lifecycle"). */
enum TaskPhase {
  PROVISIONING,
  PENDING,
  ACTIVATING,
  RUNNING,
  DEACTIVATING,
  STOPPING,
  DEPROVISIONING,
  STOPPED;

  /** Whether the containers have been started and not yet been told to end. */
  boolean serves() {
    return this == ACTIVATING || this == RUNNING || this == DEACTIVATING;
  }

  boolean starting() {
    return compareTo(RUNNING) < 0;
  }
}
