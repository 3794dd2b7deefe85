package io.slipway.local.asl;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the interpreter has around it.
 *
 * @param outbox takes calls that are made once the machines are unlocked
 */
record World(
    Clock clock, RandomGenerator random, Transitioned listener, Consumer<Runnable> outbox) {

  Instant now() {
    return clock.instant();
  }
}
