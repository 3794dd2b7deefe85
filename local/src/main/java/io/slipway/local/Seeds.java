package io.slipway.local;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Gives each part its own randomness, all of it from one seed. */
final class Seeds {

  private static final String ALGORITHM = "L64X128MixRandom";

  private final RandomGenerator seeds;

  Seeds(long seed) {
    this.seeds = RandomGeneratorFactory.of(ALGORITHM).create(seed);
  }

  RandomGenerator next() {
    return RandomGeneratorFactory.of(ALGORITHM).create(seeds.nextLong());
  }
}
