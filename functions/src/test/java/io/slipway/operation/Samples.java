package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.domain.Role;
import io.slipway.domain.ServiceAddress;
import io.slipway.domain.SlotSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the tests of deploys and rollbacks speak of: the application Cats. */
public final class Samples {

  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Samples() {}

  /** A release of {@code place}, deployed some minutes after noon; digests follow versions. */
  public static Release release(String version, Place place, int minutes) {
    return new Release(
        new ImageTag(version),
        digest(version),
        1,
        "arn:aws:ecs:eu-central-1:123456789012:task-definition/Cats-" + place + ":" + (minutes + 1),
        NOON.plus(Duration.ofMinutes(minutes)),
        "op-" + minutes,
        Optional.empty());
  }

  public static ImageDigest digest(String version) {
    return new ImageDigest("sha256:" + "%064x".formatted(version.hashCode() & 0xffffffffL));
  }

  /** What the inventory says of {@code place}; a slot is idle. */
  public static InventoryEntry entry(Place place, Optional<Release> release) {
    return new InventoryEntry(
        new ApplicationName("Cats"),
        place,
        new ServiceAddress(
            "cluster",
            "Cats-" + place,
            "arn:group/Cats-" + place,
            "arn:rule",
            place.isSlot() ? Optional.of("arn:preview") : Optional.empty(),
            "app",
            "http://Cats-" + place + ".example.com",
            "slipway-cats-" + place.environment()),
        release,
        place.isSlot() ? Optional.of(Role.IDLE) : Optional.empty(),
        NOON);
  }

  /** What a rollout finds in a place that runs 1.0.0 with so many tasks. */
  public static PlaceRollout rollout(Place place, int tasks) {
    var before = release("1.0.0", place, 0);
    return new PlaceRollout(
        entry(place, Optional.of(before)),
        before.taskDefinition(),
        new SlotSize(tasks, Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  /** A rollout of 2.0.1. */
  public static RolloutPlan plan(PlaceRollout... places) {
    return new RolloutPlan(
        new ImageTag("2.0.1"), digest("2.0.1"), 1, RolloutPlan.LONGEST, List.of(places));
  }
}
