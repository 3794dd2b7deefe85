package io.slipway.operation;

import io.slipway.domain.OperationKind;
import io.slipway.runtime.Platform;

/** The way in for each kind of operation. */
public final class Planners {

  private final Platform platform;

  public Planners(Platform platform) {
    this.platform = platform;
  }

  public Admission<?> admission(OperationKind kind) {
    return switch (kind) {
      case CREATE_STACK -> new Admission<>(platform, new CreateStackPlanner(platform));
      case UPDATE -> new Admission<>(platform, new UpdatePlanner(platform));
      case DEPLOY -> new Admission<>(platform, new DeployPlanner(platform));
      case CANARY_SHIFT -> new Admission<>(platform, new CanaryShiftPlanner(platform));
      case SWAP -> new Admission<>(platform, new SwapPlanner(platform));
      case ROLLBACK -> new Admission<>(platform, new RollbackPlanner(platform));
      case SET_STATUS -> new Admission<>(platform, new SetStatusPlanner(platform));
      case BUILD -> new Admission<>(platform, new BuildPlanner(platform));
      case DELETE_STACK -> new Admission<>(platform, new DeleteStackPlanner(platform));
    };
  }
}
