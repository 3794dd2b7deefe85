package io.slipway.operation;

import io.slipway.domain.Environment;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Rejected;
import io.slipway.store.Application;
import java.util.List;

/** The environments of an application, and what the inventory has of them. */
record EnvironmentsOf(Application application, List<InventoryEntry> entries) {

  /** What the inventory has of some of the environments. */
  List<InventoryEntry> in(List<Environment> some) {
    return entries.stream().filter(entry -> some.contains(entry.place().environment())).toList();
  }

  /** The same, with other rows for some places. */
  EnvironmentsOf with(List<InventoryEntry> others) {
    return new EnvironmentsOf(
        application,
        entries.stream()
            .map(
                entry ->
                    others.stream()
                        .filter(other -> other.place() == entry.place())
                        .findFirst()
                        .orElse(entry))
            .toList());
  }

  /**
   * The row of a place.
   *
   * @throws Rejected 409 where the inventory has none
   */
  InventoryEntry in(Place place) {
    return entries.stream()
        .filter(entry -> entry.place() == place)
        .findFirst()
        .orElseThrow(
            () ->
                new Rejected(
                    409,
                    "nothing-there",
                    "the inventory has no service of '"
                        + application.name()
                        + "' in "
                        + place
                        + "; GET /stacks/"
                        + application.name()
                        + " shows what there is"));
  }
}
