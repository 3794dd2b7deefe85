package io.slipway.flow.swap;

import io.slipway.operation.ShiftFacts;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.StartStep;
import io.slipway.operation.SwapPlanner;
import io.slipway.runtime.Platform;

/** Admits a swap. */
public final class StartSwap extends StartStep<ShiftPlan, ShiftFacts> {

  public StartSwap() {
    this(Platform.fromEnvironment());
  }

  public StartSwap(Platform platform) {
    super(platform, new SwapPlanner(platform), ShiftPlan.class);
  }

  @Override
  protected ShiftFacts facts(ShiftPlan plan) {
    return plan.facts();
  }
}
