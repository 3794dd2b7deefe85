package io.slipway.flow.traffic;

import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Place;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.Role;
import io.slipway.runtime.Platform;
import io.slipway.store.Inventory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The inventory's rows of both slots, for writing them together. */
final class Roles {

  private final Inventory inventory;
  private final Clock clock;

  Roles(Platform platform) {
    this.inventory = new Inventory(platform);
    this.clock = platform.clock();
  }

  /**
   * The rows that change when {@code live} becomes the live slot: both, or none where it is so
   * already. Each takes the URL that the other had, since hosts go by role.
   */
  List<InventoryEntry> withLive(OperationRef ref, Place live) {
    var entries = inventory.of(ref.applicationName(), EnvironmentGroup.PRODUCTION);
    if (entries.stream().allMatch(entry -> entry.role().equals(Optional.of(role(entry, live))))) {
      return List.of();
    }
    return entries.stream()
        .map(
            entry ->
                entry.as(
                    role(entry, live), url(entry, live, other(entry, entries)), clock.instant()))
        .toList();
  }

  private static String url(InventoryEntry entry, Place live, InventoryEntry other) {
    var former = other.address().url();
    return role(entry, live) == Role.IDLE ? entry.address().idleUrl(former) : former;
  }

  private static Role role(InventoryEntry entry, Place live) {
    return entry.place() == live ? Role.LIVE : Role.IDLE;
  }

  private static InventoryEntry other(InventoryEntry entry, List<InventoryEntry> entries) {
    return entries.stream()
        .filter(candidate -> candidate.place() == entry.place().otherSlot())
        .findFirst()
        .orElseThrow(
            () -> new ResourceMissing("no inventory row for the other slot of " + entry.place()));
  }
}
