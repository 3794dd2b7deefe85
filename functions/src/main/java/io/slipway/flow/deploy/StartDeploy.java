package io.slipway.flow.deploy;

import io.slipway.domain.ServicePlace;
import io.slipway.operation.DeployPlan;
import io.slipway.operation.DeployPlanner;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.StartStep;
import io.slipway.runtime.Platform;
import java.util.List;

/** Starts a deploy, and tells its machine to which places it goes. */
public final class StartDeploy extends StartStep<DeployPlan, StartDeploy.Facts> {

  /** What the machine steers by. */
  public record Facts(List<ServicePlace> places) {}

  public StartDeploy() {
    this(Platform.fromEnvironment());
  }

  public StartDeploy(Platform platform) {
    super(platform, new DeployPlanner(platform), DeployPlan.class);
  }

  @Override
  protected Facts facts(DeployPlan plan) {
    return new Facts(plan.rollout().places().stream().map(PlaceRollout::at).toList());
  }
}
