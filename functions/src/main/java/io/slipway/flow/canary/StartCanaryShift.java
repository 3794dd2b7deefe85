package io.slipway.flow.canary;

import io.slipway.operation.CanaryShiftPlanner;
import io.slipway.operation.ShiftFacts;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.StartStep;
import io.slipway.runtime.Platform;

/** Admits a canary shift. */
public final class StartCanaryShift extends StartStep<ShiftPlan, ShiftFacts> {

  public StartCanaryShift() {
    this(Platform.fromEnvironment());
  }

  public StartCanaryShift(Platform platform) {
    super(platform, new CanaryShiftPlanner(platform), ShiftPlan.class);
  }

  @Override
  protected ShiftFacts facts(ShiftPlan plan) {
    return plan.facts();
  }
}
