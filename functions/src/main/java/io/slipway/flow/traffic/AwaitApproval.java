package io.slipway.flow.traffic;

import io.slipway.domain.Phase;
import io.slipway.runtime.Platform;

/** Waits for a person to approve the next share of the traffic. */
public final class AwaitApproval extends TokenStep {

  public AwaitApproval() {
    this(Platform.fromEnvironment());
  }

  public AwaitApproval(Platform platform) {
    super(platform);
  }

  @Override
  Phase phase() {
    return Phase.AWAITING_APPROVAL;
  }

  @Override
  String waitingFor(Shift shift) {
    return "approve or abort within 14 days: "
        + shift.percent()
        + " of the traffic is to go to "
        + shift.plan().to();
  }
}
