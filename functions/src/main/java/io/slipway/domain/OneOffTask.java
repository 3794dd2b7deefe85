package io.slipway.domain;

import java.util.Optional;

/**
 * A task that no service keeps, at one moment.
 *
 * @param status in ECS's words, such as {@code RUNNING}
 * @param exitCode of the container that matters, once it has ended by itself or was ended
 * @param stoppedReason why ECS says it stopped
 */
public record OneOffTask(
    String status, Optional<Integer> exitCode, Optional<String> stoppedReason) {

  public boolean isStopped() {
    return status.equals("STOPPED");
  }
}
