package io.slipway.flow.rollback;

import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RollbackPlan;
import io.slipway.operation.RollbackPlanner;
import io.slipway.operation.StartStep;
import io.slipway.runtime.Platform;
import java.util.List;

/** Starts a rollback, and tells its machine which way it goes. */
public final class StartRollback extends StartStep<RollbackPlan, StartRollback.Facts> {

  /**
   * What the machine steers by.
   *
   * @param places where the release is rolled out; none where it still runs
   * @param shifts whether production's traffic moves to it
   */
  public record Facts(List<Target> places, boolean shifts) {}

  /**
   * A service that the release is rolled out to.
   *
   * @param taskDefinition the ARN of its revision
   */
  public record Target(ServicePlace place, String taskDefinition) {}

  public StartRollback() {
    this(Platform.fromEnvironment());
  }

  public StartRollback(Platform platform) {
    super(platform, new RollbackPlanner(platform), RollbackPlan.class);
  }

  @Override
  protected Facts facts(RollbackPlan plan) {
    return new Facts(
        plan.rollout().stream()
            .flatMap(rollout -> rollout.places().stream())
            .map(PlaceRollout::at)
            .map(at -> new Target(at, plan.release().revision(at)))
            .toList(),
        plan.shift().isPresent());
  }
}
