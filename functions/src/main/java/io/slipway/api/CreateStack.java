package io.slipway.api;

import io.slipway.operation.CreateStackPlanner;
import io.slipway.runtime.Platform;

/** {@code POST /stacks}: creates an application. */
public final class CreateStack extends StartRoute {

  public CreateStack() {
    this(Platform.fromEnvironment());
  }

  public CreateStack(Platform platform) {
    super(platform, new CreateStackPlanner(platform));
  }
}
