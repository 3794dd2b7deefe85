package io.slipway.local.simulation.mutant;

import java.util.Set;
import java.util.function.Supplier;

/** One planted bug, as a row of a table. */
record Planted(
    int number, String name, String breaks, Set<String> caughtBy, Supplier<Change> change)
    implements Mutant {

  Planted {
    caughtBy = Set.copyOf(caughtBy);
  }

  @Override
  public Variation variation() {
    return change.get();
  }
}
