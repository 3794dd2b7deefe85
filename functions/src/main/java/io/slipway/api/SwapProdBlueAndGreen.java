package io.slipway.api;

import io.slipway.operation.SwapPlanner;
import io.slipway.runtime.Platform;

/** {@code POST /stacks/swapProdBlueAndGreen}: shifts production's traffic at once. */
public final class SwapProdBlueAndGreen extends StartRoute {

  public SwapProdBlueAndGreen() {
    this(Platform.fromEnvironment());
  }

  public SwapProdBlueAndGreen(Platform platform) {
    super(platform, new SwapPlanner(platform));
  }
}
