package io.slipway.flow.traffic;

import io.slipway.domain.Phase;
import io.slipway.runtime.Platform;
import java.time.Clock;

/** Watches a share of the traffic until its time is over, which ends the wait as it should. */
public final class Bake extends TokenStep {

  private final Clock clock;

  public Bake() {
    this(Platform.fromEnvironment());
  }

  public Bake(Platform platform) {
    super(platform);
    this.clock = platform.clock();
  }

  @Override
  Phase phase() {
    return Phase.BAKING;
  }

  @Override
  String waitingFor(Shift shift) {
    var now = clock.instant();
    return shift.share() + "; watching it until " + Moment.of(now.plus(shift.step().bake()), now);
  }
}
