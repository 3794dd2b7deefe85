package io.slipway.local.asl;

import io.slipway.local.asl.definition.Retrier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides whether a failed state is tried again, and when. */
final class RetryPolicy {

  /** Longer than an execution may take. */
  private static final double LONGEST_MILLIS = Duration.ofDays(400).toMillis();

  /** Try again by the retrier at {@code index}, after {@code delay}. */
  record Again(int index, Duration delay) {}

  private RetryPolicy() {}

  /**
   * The first retrier that matches decides.
   *
   * @param attempts how often each retrier has been used for this state already
   */
  static Optional<Again> decide(
      List<Retrier> retriers,
      Failure failure,
      boolean byHeartbeat,
      List<Integer> attempts,
      RandomGenerator random) {
    for (int index = 0; index < retriers.size(); index++) {
      var retrier = retriers.get(index);
      if (ErrorNames.match(retrier.errorEquals(), failure, byHeartbeat)) {
        // The first retrier that matches decides, also when it is used up.
        return attempts.get(index) < retrier.maxAttempts()
            ? Optional.of(new Again(index, delay(retrier, attempts.get(index), random)))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Duration delay(Retrier retrier, int used, RandomGenerator random) {
    double backedOff = retrier.interval().toMillis() * Math.pow(retrier.backoffRate(), used);
    double longest =
        retrier.maxDelay().map(delay -> (double) delay.toMillis()).orElse(LONGEST_MILLIS);
    double millis = Math.min(backedOff, longest);
    return Duration.ofMillis(
        Math.round(retrier.fullJitter() ? millis * random.nextDouble() : millis));
  }
}
