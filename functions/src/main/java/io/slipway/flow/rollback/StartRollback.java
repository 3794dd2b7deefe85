package io.slipway.flow.rollback;

import io.slipway.domain.Place;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RollbackPlan;
import io.slipway.operation.RollbackPlanner;
import io.slipway.operation.StartStep;
import io.slipway.runtime.Platform;
import java.util.Optional;

/** Starts a rollback, and tells its machine which way it goes. */
public final class StartRollback extends StartStep<RollbackPlan, StartRollback.Facts> {

  /**
   * What the machine steers by.
   *
   * @param place where the release is rolled out; empty where it still runs
   * @param taskDefinition the ARN of its revision
   * @param shifts whether production's traffic moves to it
   */
  public record Facts(Optional<Place> place, String taskDefinition, boolean shifts) {}

  public StartRollback() {
    this(Platform.fromEnvironment());
  }

  public StartRollback(Platform platform) {
    super(platform, new RollbackPlanner(platform), RollbackPlan.class);
  }

  @Override
  protected Facts facts(RollbackPlan plan) {
    return new Facts(
        plan.rollout().map(rollout -> rollout.places().getFirst()).map(PlaceRollout::place),
        plan.release().taskDefinition(),
        plan.shift().isPresent());
  }
}
