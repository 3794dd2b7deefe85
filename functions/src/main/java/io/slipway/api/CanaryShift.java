package io.slipway.api;

import io.slipway.operation.CanaryShiftPlanner;
import io.slipway.runtime.Platform;

/** {@code POST /stacks/canaryShift}: shifts production's traffic step by step. */
public final class CanaryShift extends StartRoute {

  public CanaryShift() {
    this(Platform.fromEnvironment());
  }

  public CanaryShift(Platform platform) {
    super(platform, new CanaryShiftPlanner(platform));
  }
}
