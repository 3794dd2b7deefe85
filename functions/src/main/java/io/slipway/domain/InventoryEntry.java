package io.slipway.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One row of the inventory: what a place of an application holds.
 *
 * @param release what it runs; empty until the first deploy
 * @param role of a slot of production; empty elsewhere
 * @param changedAt when this row was last written
 */
public record InventoryEntry(
    ApplicationName application,
    Place place,
    ServiceAddress address,
    Optional<Release> release,
    Optional<Role> role,
    Instant changedAt) {

  public InventoryEntry {
    if (place.isSlot() != role.isPresent()) {
      throw new IllegalArgumentException(place + " with role " + role);
    }
  }

  public InventoryEntry running(Release next, Instant now) {
    return new InventoryEntry(application, place, address, Optional.of(next), role, now);
  }

  /** With another role, and the URL that belongs to it. */
  public InventoryEntry as(Role next, String url, Instant now) {
    return new InventoryEntry(application, place, address.at(url), release, Optional.of(next), now);
  }
}
