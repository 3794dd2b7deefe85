package io.slipway.store;

import io.slipway.domain.Difference;
import io.slipway.domain.InventoryEntry;
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
    return now.place()
        + ": "
        + taken.stream().map(Difference::change).collect(Collectors.joining("; "))
        + (hasNewRelease()
            ? "; it runs " + now.release().orElseThrow().version() + " from now on"
            : "")
        + (now.role().equals(was.role())
            ? ""
            : "; it is " + now.role().orElseThrow() + " from now on");
  }
}
