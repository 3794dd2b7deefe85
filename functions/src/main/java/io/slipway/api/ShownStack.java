package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Drift;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.domain.Role;
import io.slipway.domain.Stopped;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import io.slipway.store.Queue;
import io.slipway.store.Schedules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells an application and everything it runs. */
final class ShownStack {

  /**
   * What one place holds.
   *
   * @param environment where it is
   * @param slot of production
   * @param version the tag of the image; absent until the first deploy
   * @param currentOperation what changes it at the moment
   * @param stoppedSince when it was stopped; absent where it runs
   * @param drift how it differs from all this, because somebody has changed it past Slipway
   */
  record Line(
      String environment,
      Optional<Place> slot,
      String url,
      Optional<Role> role,
      Optional<String> version,
      Optional<String> digest,
      Optional<String> taskDefinition,
      Optional<Instant> deployedAt,
      Instant time,
      Optional<String> currentOperation,
      Optional<Instant> stoppedSince,
      Optional<Drift> drift) {}

  /** The whole answer. */
  record Stack(
      String applicationName,
      Application.State state,
      Optional<String> description,
      String email,
      Map<String, String> tags,
      String repository,
      Instant createdAt,
      Optional<ShownHours> schedule,
      List<Line> environments,
      List<String> currentOperations,
      List<String> queuedOperations) {}

  private final Applications applications;
  private final Inventory inventory;
  private final Operations operations;
  private final Queue queue;
  private final Schedules schedules;

  ShownStack(Platform platform) {
    this.applications = new Applications(platform);
    this.inventory = new Inventory(platform);
    this.operations = new Operations(platform);
    this.queue = new Queue(platform);
    this.schedules = new Schedules(platform);
  }

  Answer of(ApplicationName name) {
    var application = applications.get(name);
    return Answer.ok(
        new Stack(
            application.name().value(),
            application.state(),
            application.description(),
            application.email(),
            application.tags(),
            application.repository(),
            application.createdAt(),
            schedules.find(application).map(ShownHours::of),
            inventory.of(application.name()).stream().map(this::line).toList(),
            operations.running(application.name()),
            queue.of(application.name()).stream().map(Queue.Waiting::operationId).toList()));
  }

  private Line line(InventoryEntry entry) {
    var place = entry.place();
    return new Line(
        place.environment().toString(),
        Optional.of(place).filter(Place::isSlot),
        entry.address().url(),
        entry.role(),
        entry.release().map(release -> release.version().value()),
        entry.release().map(release -> release.digest().value()),
        entry.release().map(Release::taskDefinition),
        entry.release().map(Release::deployedAt),
        entry.changedAt(),
        operations.running(entry.application(), place.group()),
        entry.stopped().map(Stopped::since),
        entry.drift());
  }
}
