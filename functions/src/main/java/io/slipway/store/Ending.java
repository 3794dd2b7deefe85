package io.slipway.store;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationState;
import io.slipway.domain.Place;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is written when an operation ends.
 *
 * @param message how it ended and what can be done next
 * @param changed rows of the inventory as they are now
 * @param removed places that exist no more
 * @param application the application as it is now; empty where it is unchanged
 * @param forgets whether the application exists no more
 */
public record Ending(
    OperationState state,
    String message,
    List<InventoryEntry> changed,
    List<Place> removed,
    Optional<Application> application,
    boolean forgets) {

  public Ending {
    if (!state.isTerminal()) {
      throw new IllegalArgumentException("an operation cannot end as " + state);
    }
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /** An ending that changes nothing but the operation itself. */
  public static Ending of(OperationState state, String message) {
    return new Ending(state, message, List.of(), List.of(), Optional.empty(), false);
  }

  /** An ending after which the inventory has {@code changed}. */
  public static Ending of(OperationState state, String message, List<InventoryEntry> changed) {
    return new Ending(state, message, changed, List.of(), Optional.empty(), false);
  }
}
