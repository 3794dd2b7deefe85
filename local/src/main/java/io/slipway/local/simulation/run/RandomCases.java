package io.slipway.local.simulation.run;

import io.slipway.local.simulation.Prepared;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.RandomFaults;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What a seed stands for: work and faults by chance. */
final class RandomCases {

  private static final int MOST_TAIL_SECONDS = 600;
  private static final int USUAL_CALLS = 250;

  private final Preparation preparation;

  RandomCases(Preparation preparation) {
    this.preparation = preparation;
  }

  Case of(long seed) {
    var random = World.random(seed, "workload");
    var prepared = begin(random);
    var faults = new RandomFaults(World.random(seed, "faults"), USUAL_CALLS);
    return new Case(
        new Case.Name("--seeds", Long.toString(seed)),
        seed,
        prepared,
        faults,
        faults.planned(),
        random.nextInt(4) == 0,
        World.random(seed, "histories").nextInt(4) == 0,
        (world, client) -> new Workload(world, client, random, prepared.applications()).plan(),
        Duration.ofSeconds(random.nextInt(MOST_TAIL_SECONDS)));
  }

  private Prepared begin(RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0 -> preparation.none;
      case 1, 2 -> preparation.three;
      default -> preparation.one;
    };
  }
}
