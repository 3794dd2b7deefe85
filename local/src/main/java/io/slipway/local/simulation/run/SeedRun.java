package io.slipway.local.simulation.run;

import io.slipway.domain.Phase;
import io.slipway.local.simulation.Mischief;
import io.slipway.local.simulation.Prepared;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.RandomFaults;
import io.slipway.local.simulation.invariant.Invariant;
import io.slipway.store.Operation;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * One seed: work and faults by chance; then everything is healed and nothing new is asked for, and
 * all must end and stay still.
 */
final class SeedRun {

  /** How long after the last request faults may still come. */
  private static final int MOST_FAULT_SECONDS = 1_200;

  /** Everything has ended this long after it was healed. */
  private static final Duration CONVERGENCE = Duration.ofHours(3);

  private static final Duration CARE = Duration.ofMinutes(2);

  /** Notices and looks of the sweeper that follow the last end. */
  private static final Duration SETTLING = Duration.ofMinutes(3);

  private static final Duration STILL = Duration.ofMinutes(60);
  private static final int USUAL_CALLS = 600;

  private final Preparation preparation;
  private final Supplier<List<Invariant>> rules;

  SeedRun(Preparation preparation, Supplier<List<Invariant>> rules) {
    this.preparation = preparation;
    this.rules = rules;
  }

  Outcome run(long seed) {
    var random = World.random(seed, "workload");
    var prepared = begin(random);
    var faults = new RandomFaults(World.random(seed, "faults"), USUAL_CALLS);
    int planned = faults.planned();
    boolean skewed = random.nextInt(4) == 0;
    try (var world = new World(seed, preparation.blueprint, prepared, faults, skewed)) {
      var client = new Client(world);
      var mischief =
          new Mischief(world, World.random(seed, "mischief"), faults, prepared.applications());
      world.begin(rules.get(), mischief::between);
      var asked = new Workload(world, client, random, prepared.applications()).plan();
      world.timeline().runFor(asked.plusSeconds(random.nextInt(MOST_FAULT_SECONDS)));
      faults.heal();
      mischief.cure();
      Workload.setAlarm(world, StateValue.OK);
      world.healed();
      rest(world, client);
      return outcome(seed, world, client, prepared, planned);
    }
  }

  private Prepared begin(RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0 -> preparation.none;
      case 1, 2 -> preparation.three;
      default -> preparation.one;
    };
  }

  static void rest(World world, Client client) {
    care(world, client);
    boolean ended =
        world
            .timeline()
            .runUntil(
                () -> client.running().isEmpty() && Preparation.nothingRuns(world), CONVERGENCE);
    if (!ended) {
      world.broken("P1", "not everything has ended: " + told(world, client));
      return;
    }
    world.timeline().runFor(SETTLING);
    world.checkAtRest();
    int before = world.effects().size();
    world.timeline().runFor(STILL);
    if (world.effects().size() > before) {
      world.broken("P2", "something goes on: " + world.effects().get(before));
    }
    world.checkHistory();
  }

  private static String told(World world, Client client) {
    return client.running().stream()
            .map(one -> one.kind() + " " + one.ref().operationId() + " is " + one.state())
            .toList()
        + ", running: "
        + world.machines().list().stream()
            .filter(one -> one.status() == io.slipway.local.asl.Status.RUNNING)
            .map(io.slipway.local.asl.ExecutionStatus::executionArn)
            .toList();
  }

  /** Whoever looks after operations lets go on what waits for a person. */
  private static void care(World world, Client client) {
    world
        .timeline()
        .after(
            CARE,
            () -> {
              for (var operation : client.running()) {
                answer(client, operation)
                    .ifPresent(
                        control ->
                            world.later(
                                Duration.ZERO,
                                () -> client.tell(operation.ref().operationId(), control)));
              }
              if (!client.running().isEmpty()) {
                care(world, client);
              }
            });
  }

  private static java.util.Optional<String> answer(Client client, Operation operation) {
    if (client.needsAttention(operation)) {
      return java.util.Optional.of("resume");
    }
    return switch (operation.phase()) {
      case Phase.AWAITING_APPROVAL -> java.util.Optional.of("approve");
      case Phase.HOLDING -> java.util.Optional.of("resume");
      default -> java.util.Optional.empty();
    };
  }

  private static Outcome outcome(
      long seed, World world, Client client, Prepared prepared, int planned) {
    int ended =
        (int)
            client.started().stream()
                .flatMap(id -> client.find(id).stream())
                .filter(operation -> operation.state().isTerminal())
                .count();
    return new Outcome(
        Long.toString(seed),
        world.wire().trace().toString(),
        planned,
        world.tally().all(),
        ended,
        world.wire().calls(),
        world.checks(),
        Duration.between(prepared.time(), world.now()),
        world.violations());
  }
}
