package io.slipway.flow.traffic;

import io.slipway.aws.TargetMetrics;
import io.slipway.domain.Comparison;
import io.slipway.domain.RequestLoad;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Compares the next release with the live one by the requests that both have had. */
final class ReleaseComparison {

  private final TargetMetrics metrics;
  private final Clock clock;

  ReleaseComparison(Platform platform) {
    this.metrics = new TargetMetrics(platform);
    this.clock = platform.clock();
  }

  /** What was found, and what of. */
  record Compared(Comparison.Finding finding, RequestLoad live, RequestLoad next) {}

  /**
   * How the releases compare since then; empty where nobody asked, or where the live release has no
   * traffic any more that anything could be compared with.
   */
  Optional<Compared> since(Shift shift, Instant since) {
    return shift.split().livePercent() == 0
        ? Optional.empty()
        : shift.plan().comparison().map(comparison -> compare(shift, comparison, since));
  }

  private Compared compare(Shift shift, Comparison comparison, Instant since) {
    var live = load(shift.plan().from(), comparison, since);
    var next = load(shift.plan().to(), comparison, since);
    return new Compared(comparison.judge(live, next), live, next);
  }

  private RequestLoad load(ShiftPlan.Slot slot, Comparison comparison, Instant since) {
    var address = slot.address();
    return metrics.load(
        address.rule(), address.targetGroup(), since, clock.instant(), comparison.percentile());
  }
}
