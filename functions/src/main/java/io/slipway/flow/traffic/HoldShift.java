package io.slipway.flow.traffic;

import io.slipway.domain.Phase;
import io.slipway.runtime.Platform;

/** Stays at a share of the traffic until a caller resumes, promotes or aborts. */
public final class HoldShift extends TokenStep {

  public HoldShift() {
    this(Platform.fromEnvironment());
  }

  public HoldShift(Platform platform) {
    super(platform);
  }

  @Override
  Phase phase() {
    return Phase.HOLDING;
  }

  @Override
  String waitingFor(Shift shift) {
    return shift.share() + "; paused: resume, promote or abort it within 14 days";
  }
}
