package io.slipway.flow.rollout;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before the next look at a rollout: short while most rollouts complete, longer
 * afterwards, so that a long one does not fill the history of its execution, which ends at 25,000
 * events.
 */
final class Looks {

  private static final Duration AT_FIRST = Duration.ofMinutes(5);
  private static final int SECONDS_AT_FIRST = 10;
  private static final int SECONDS_LATER = 30;

  private Looks() {}

  /** Seconds until the next look at {@code now} at what is given up at {@code deadline}. */
  static int next(Instant now, Instant deadline, Duration longest) {
    var taken = longest.minus(Duration.between(now, deadline));
    return taken.compareTo(AT_FIRST) < 0 ? SECONDS_AT_FIRST : SECONDS_LATER;
  }
}
