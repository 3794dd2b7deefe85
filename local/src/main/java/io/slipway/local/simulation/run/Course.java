package io.slipway.local.simulation.run;

import io.slipway.local.account.Fault;
import io.slipway.local.asl.ExecutionStatus;
import io.slipway.local.asl.Status;
import io.slipway.local.simulation.Blueprint;
import io.slipway.local.simulation.Mischief;
import io.slipway.local.simulation.Tally;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.FaultKind;
import io.slipway.local.simulation.invariant.Invariant;
import io.slipway.local.simulation.mutant.Variation;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * The course of every run: work with faults; then everything is healed and nothing new is asked
 * for, and all must end and stay still.
 */
final class Course {

  /** Everything has ended this long after it was healed. */
  private static final Duration CONVERGENCE = Duration.ofHours(3);

  /** Notices and looks of the sweeper that follow the last end. */
  private static final Duration SETTLING = Duration.ofMinutes(3);

  /** The latest that an event comes, or somebody redrives an execution. */
  private static final Duration LATE_EVENTS = Duration.ofMinutes(21);

  /** Nothing changes for this long then; for an hour in some runs. */
  private static final Duration STILL = Duration.ofMinutes(8);

  private static final Duration LONG_STILL = Duration.ofMinutes(60);
  private static final int LONG_STILL_OF = 10;

  /** In one run of so many, each call is held against its function's policy. */
  private static final int GUARDED_OF = 5;

  private final Blueprint blueprint;
  private final Supplier<List<Invariant>> rules;
  private final Supplier<Variation> variation;
  private final Consumer<String> log;

  /**
   * @param rules new ones for each run
   * @param variation what is otherwise than it ships, for each run
   * @param log takes every call; null for nobody
   */
  Course(
      Blueprint blueprint,
      Supplier<List<Invariant>> rules,
      Supplier<Variation> variation,
      Consumer<String> log) {
    this.blueprint = blueprint;
    this.rules = rules;
    this.variation = variation;
    this.log = log;
  }

  Outcome run(Case it) {
    var varied = it.shortHistories() ? new ShortHistories(variation.get()) : variation.get();
    try (var world =
        new World(it.seed(), blueprint, it.prepared(), it.faults(), it.skewed(), varied)) {
      var client = new Client(world);
      var mischief =
          new Mischief(
              world,
              World.random(it.seed(), "mischief"),
              it.faults(),
              it.prepared().applications());
      world.begin(rules.get(), mischief::between);
      if (log != null) {
        world.log(log);
      }
      if (it.seed() % GUARDED_OF != 0) {
        world.account().calls().guardedBy(Fault.NONE);
      }
      try {
        play(it, world, client, mischief);
      } catch (IllegalStateException e) {
        world.broken("HARNESS", e + ": " + e.getCause());
      }
      return outcome(it, world, client);
    }
  }

  private static void play(Case it, World world, Client client, Mischief mischief) {
    var asked = it.script().plan(world, client);
    world.timeline().runFor(asked.plus(it.tail()));
    it.faults().heal();
    mischief.cure();
    Workload.setAlarm(world, StateValue.OK);
    world.healed();
    rest(world, client, it.seed() % LONG_STILL_OF == 0 ? LONG_STILL : STILL);
  }

  private static void rest(World world, Client client, Duration still) {
    new Care(world, client).begin();
    boolean ended =
        world
            .timeline()
            .runUntil(
                () -> Preparation.nothingRuns(world) && client.running().isEmpty(), CONVERGENCE);
    if (!ended) {
      world.broken("P1", "not everything has ended: " + whatRuns(world, client));
      return;
    }
    boolean late =
        world.tally().all().stream()
            .anyMatch(
                fired ->
                    fired.kind().scope() == FaultKind.Scope.EVENT
                        || fired.kind() == FaultKind.REDRIVEN);
    world.timeline().runFor(late ? LATE_EVENTS : SETTLING);
    world.checkAtRest();
    int before = world.effects().size();
    world.timeline().runFor(still);
    if (world.effects().size() > before) {
      world.broken("P2", "something goes on: " + world.effects().get(before));
    }
    world.checkHistory();
  }

  private static String whatRuns(World world, Client client) {
    return client.running().stream()
            .map(one -> one.kind() + " " + one.ref().operationId() + " is " + one.state())
            .toList()
        + ", running: "
        + world.machines().list().stream()
            .filter(one -> one.status() == Status.RUNNING)
            .map(ExecutionStatus::executionArn)
            .toList();
  }

  private static Outcome outcome(Case it, World world, Client client) {
    var ids = new TreeSet<>(client.started());
    world.machines().list().forEach(execution -> ids.add(execution.name()));
    int ended =
        (int)
            ids.stream()
                .flatMap(id -> client.find(id).stream())
                .filter(operation -> operation.state().isTerminal())
                .count();
    return new Outcome(
        it.name().option(),
        it.name().value(),
        world.wire().trace().toString(),
        it.planned(),
        world.tally().all().stream().map(Tally.Fired::toString).toList(),
        ended,
        world.wire().calls(),
        world.checks(),
        Duration.between(it.prepared().time(), world.now()).toSeconds(),
        world.violations());
  }
}
