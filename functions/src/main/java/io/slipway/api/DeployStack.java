package io.slipway.api;

import io.slipway.operation.DeployPlanner;
import io.slipway.runtime.Platform;

/** {@code POST /stacks/deploy}: deploys an image to one or several environments. */
public final class DeployStack extends StartRoute {

  public DeployStack() {
    this(Platform.fromEnvironment());
  }

  public DeployStack(Platform platform) {
    super(platform, new DeployPlanner(platform));
  }
}
