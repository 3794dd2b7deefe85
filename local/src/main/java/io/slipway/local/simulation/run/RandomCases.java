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

  /** Those up to here are the runs that they have always been. */
  private static final long LAST_WITHOUT_STACK_WORK = 1_000_000;

  private final Preparation preparation;

  RandomCases(Preparation preparation) {
    this.preparation = preparation;
  }

  Case of(long seed) {
    var random = World.random(seed, "workload");
    boolean everything = seed > LAST_WITHOUT_STACK_WORK;
    var stacks = World.random(seed, "stacks");
    var usual = begin(random);
    var prepared = everything && stacks.nextInt(5) == 0 ? preparation.weighed : usual;
    var faults = new RandomFaults(World.random(seed, "faults"), USUAL_CALLS);
    return new Case(
        new Case.Name("--seeds", Long.toString(seed)),
        seed,
        prepared,
        faults,
        faults.planned(),
        random.nextInt(4) == 0,
        World.random(seed, "histories").nextInt(4) == 0,
        (world, client) -> {
          var applications = prepared.applications();
          var end = new Workload(world, client, random, applications).plan();
          var later =
              everything
                  ? new StackWork(world, client, stacks, applications).plan()
                  : Duration.ZERO;
          return later.compareTo(end) > 0 ? later : end;
        },
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
