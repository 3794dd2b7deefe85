package io.slipway.api;

import io.slipway.operation.RollbackPlanner;
import io.slipway.runtime.Platform;

/** {@code POST /stacks/rollback}: goes back to a release that ran before. */
public final class RollbackStack extends StartRoute {

  public RollbackStack() {
    this(Platform.fromEnvironment());
  }

  public RollbackStack(Platform platform) {
    super(platform, new RollbackPlanner(platform));
  }
}
