/**
 * Amazon ECS of the simulated account: task definitions, services, and rollouts that take time.
 *
 * <p>{@link io.slipway.local.account.ecs.Plan} decides what a service starts and stops, {@link
 * io.slipway.local.account.ecs.Scheduler} does it, {@link io.slipway.local.account.ecs.TaskLife}
 * says what becomes of a task and when.
 */
package io.slipway.local.account.ecs;
