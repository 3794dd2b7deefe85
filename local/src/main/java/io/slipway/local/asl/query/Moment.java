package io.slipway.local.asl.query;

import java.util.random.RandomGenerator;

/** The time and the randomness of the evaluation that is under way. */
final class Moment {

  private long now;
  private RandomGenerator random;

  /** From now on, that of {@code bindings}. */
  void is(Bindings bindings) {
    now = bindings.now().toEpochMilli();
    random = bindings.random();
  }

  /** In milliseconds since 1970. */
  long now() {
    return now;
  }

  RandomGenerator random() {
    return random;
  }
}
