package io.slipway.store;

import io.slipway.domain.Difference;
import io.slipway.domain.InventoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row of the inventory that is corrected to what AWS has, when an operation starts.
 *
 * @param was the row that it was planned on
 * @param now the row as it is to be
 * @param taken what is taken over
 */
public record Adoption(InventoryEntry was, InventoryEntry now, List<Difference> taken) {

  public Adoption {
    now = now.withoutDrift();
    taken = List.copyOf(taken);
  }

  /** Whether what the place runs is another release from now on. */
  boolean hasNewRelease() {
    return !now.release().equals(was.release());
  }

  /** From what to what, for people. */
  @Override
  public String toString() {
    var said =
        taken.stream().map(Difference::change).collect(Collectors.toCollection(ArrayList::new));
    if (hasNewRelease()) {
      said.add("it runs " + now.release().orElseThrow().version() + " from now on");
    }
    if (!now.role().equals(was.role())) {
      said.add("it is " + now.role().orElseThrow() + " from now on");
    }
    return now.place() + ": " + String.join("; ", said);
  }
}
