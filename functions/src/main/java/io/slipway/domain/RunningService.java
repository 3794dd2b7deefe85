package io.slipway.domain;

import java.util.List;
import java.util.Optional;

/**
 * An ECS service at one moment.
 *
 * @param desiredTasks how many tasks it is to run
 * @param rollouts its deployments
 * @param events what ECS says about it, newest first
 */
public record RunningService(int desiredTasks, List<Rollout> rollouts, List<String> events) {

  public RunningService {
    rollouts = List.copyOf(rollouts);
    events = List.copyOf(events);
  }

  /** The deployment that ECS works towards. */
  public Rollout primary() {
    return rollouts.stream()
        .filter(Rollout::primary)
        .findFirst()
        .orElseThrow(() -> new RetryLater("the service has no primary deployment just now"));
  }

  public Optional<Rollout> rollout(String id) {
    return rollouts.stream().filter(rollout -> rollout.id().equals(id)).findFirst();
  }
}
