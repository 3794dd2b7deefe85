package io.slipway.flow.status;

import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceStatus;
import io.slipway.operation.SetStatusPlanner;
import io.slipway.operation.StartStep;
import io.slipway.operation.StatusPlan;
import io.slipway.runtime.Platform;
import java.util.List;

/** Starts a stop or a start, and tells its machine which places get another size. */
public final class StartSetStatus extends StartStep<StatusPlan, StartSetStatus.Facts> {

  /** What the machine steers by. */
  public record Facts(List<ServicePlace> places) {}

  public StartSetStatus() {
    this(Platform.fromEnvironment());
  }

  public StartSetStatus(Platform platform) {
    super(platform, new SetStatusPlanner(platform), StatusPlan.class);
  }

  @Override
  protected Facts facts(StatusPlan plan) {
    return new Facts(plan.places().stream().map(PlaceStatus::at).toList());
  }
}
