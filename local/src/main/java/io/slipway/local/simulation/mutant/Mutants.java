package io.slipway.local.simulation.mutant;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All planted bugs, in the order of their numbers. */
public final class Mutants {

  private static final List<Mutant> ALL =
      Stream.of(
              LockMutants.all(),
              RecordMutants.all(),
              TrafficMutants.all(),
              RouteMutants.all(),
              DnsMutants.all(),
              RolloutMutants.all(),
              RecoveryMutants.all(),
              ExecutionMutants.all())
          .flatMap(List::stream)
          .sorted(Comparator.comparingInt(Mutant::number))
          .toList();

  private Mutants() {}

  public static List<Mutant> all() {
    return ALL;
  }

  /** The planted bug with this number; empty where there is none. */
  public static Optional<Mutant> find(int number) {
    return ALL.stream().filter(mutant -> mutant.number() == number).findFirst();
  }
}
