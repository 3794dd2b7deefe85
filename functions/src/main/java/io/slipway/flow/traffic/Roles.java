package io.slipway.flow.traffic;

import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Place;
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

  /** The rows that change when {@code live} becomes the live slot; none where it is so already. */
  List<InventoryEntry> withLive(OperationRef ref, Place live) {
    return inventory.of(ref.applicationName(), EnvironmentGroup.PRODUCTION).stream()
        .filter(entry -> !entry.role().equals(Optional.of(role(entry, live))))
        .map(entry -> entry.as(role(entry, live), clock.instant()))
        .toList();
  }

  private static Role role(InventoryEntry entry, Place live) {
    return entry.place() == live ? Role.LIVE : Role.IDLE;
  }
}
