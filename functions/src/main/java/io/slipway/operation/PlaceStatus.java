package io.slipway.operation;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.SlotSize;
import io.slipway.domain.StatusAction;
import io.slipway.domain.Stopped;

/**
 * What a stop or a start does in one place, and what it finds there: to that it goes back when it
 * fails.
 *
 * @param entry the inventory's row
 * @param before the size that it has
 * @param after the size that it is to have
 */
public record PlaceStatus(InventoryEntry entry, SlotSize before, SlotSize after) {

  public Place place() {
    return entry.place();
  }

  /** Whether there is anything to do in a place; where there is not, why. */
  sealed interface Decision {

    /** It gets another size. */
    record Changes(PlaceStatus status) implements Decision {}

    /** It is left alone. */
    record Stays(String why) implements Decision {}
  }

  /**
   * The rule: only what runs can be stopped, and only what was stopped can be started, with the
   * size that it had then. What somebody has started by hand since, and others have adopted, is
   * stopped again.
   *
   * @param size that the place has now
   */
  static Decision decide(StatusAction action, InventoryEntry entry, SlotSize size) {
    return switch (action) {
      case STOP ->
          size.desired() > 0
              ? new Decision.Changes(new PlaceStatus(entry, size, size.stopped()))
              : new Decision.Stays(
                  entry.stopped().isPresent()
                      ? entry.place() + " is stopped already"
                      : entry.place() + " runs nothing that could be stopped");
      case START ->
          entry
              .stopped()
              .map(Stopped::former)
              .<Decision>map(
                  former -> new Decision.Changes(new PlaceStatus(entry, size, former)))
              .orElseGet(() -> new Decision.Stays(entry.place() + " is not stopped"));
    };
  }
}
