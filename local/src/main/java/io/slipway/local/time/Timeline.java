package io.slipway.local.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The one source of time in local mode: says what time it is, and runs work when it is due.
 *
 * <p>Work runs one piece at a time, ordered by due time and, where that is equal, by the order in
 * which it was scheduled.
 */
public interface Timeline {

  /** The clock of this timeline; handlers get it as their {@link Clock}. */
  Clock clock();

  /**
   * Runs {@code work} at {@code due}; at once, but after what is due already, where that is past.
   */
  Scheduled at(Instant due, Runnable work);

  /** Runs {@code work} after {@code delay} of this timeline's time. */
  default Scheduled after(Duration delay, Runnable work) {
    return at(clock().instant().plus(delay), work);
  }

  /** Work that has been put on a timeline. */
  @FunctionalInterface
  interface Scheduled {

    /** Takes the work off the timeline; does nothing where it has begun already. */
    void cancel();
  }
}
