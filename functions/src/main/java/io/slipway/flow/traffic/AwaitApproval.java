package io.slipway.flow.traffic;

import io.slipway.domain.Phase;
import io.slipway.domain.Span;
import io.slipway.runtime.Platform;
import io.slipway.store.Progress;
import java.time.Clock;

/** Waits for a person to approve the next share of the traffic. */
public final class AwaitApproval extends TokenStep {

  private final Progress progress;
  private final Clock clock;

  public AwaitApproval() {
    this(Platform.fromEnvironment());
  }

  public AwaitApproval(Platform platform) {
    super(platform);
    this.progress = new Progress(platform);
    this.clock = platform.clock();
  }

  @Override
  Phase phase() {
    return Phase.AWAITING_APPROVAL;
  }

  @Override
  String waitingFor(Shift shift) {
    var now = clock.instant();
    var within = shift.step().approvalTime();
    return "approve or abort within "
        + Span.of(within)
        + ", until "
        + Moment.of(now.plus(within), now)
        + ": "
        + shift.percent()
        + " of the traffic is to go to "
        + shift.plan().to();
  }

  @Override
  void begin(Shift shift, String waitingFor) {
    progress.awaits(shift.ref(), shift.named(AwaitApproval.class), waitingFor);
  }
}
