package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Release;
import io.slipway.runtime.Json;
import io.slipway.store.Operation;
import java.util.Optional;

/**
 * How a rollback gets a release back: by rolling it out, by moving traffic to where it still runs,
 * or by both, one after the other.
 *
 * @param release what is gone back to, as it was recorded
 * @param rollout where the release has to be rolled out first
 * @param shift how production's traffic moves to it
 */
public record RollbackPlan(
    Release release, Optional<RolloutPlan> rollout, Optional<ShiftPlan> shift) {

  public RollbackPlan {
    if (rollout.isEmpty() && shift.isEmpty()) {
      throw new IllegalArgumentException("a rollback that does nothing");
    }
  }

  /** The plan of an operation. */
  public static RollbackPlan of(Operation operation) {
    JsonNode plan = operation.plan();
    return Json.read(plan, RollbackPlan.class);
  }
}
