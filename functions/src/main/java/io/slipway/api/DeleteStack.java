package io.slipway.api;

import io.slipway.operation.DeleteStackPlanner;
import io.slipway.runtime.Platform;

/** {@code DELETE /stacks}: deletes an application. */
public final class DeleteStack extends StartRoute {

  public DeleteStack() {
    this(Platform.fromEnvironment());
  }

  public DeleteStack(Platform platform) {
    super(platform, new DeleteStackPlanner(platform));
  }
}
