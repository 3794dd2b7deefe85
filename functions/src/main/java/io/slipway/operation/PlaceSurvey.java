package io.slipway.operation;

import io.slipway.aws.Capacity;
import io.slipway.aws.Services;
import io.slipway.domain.InventoryEntry;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.Specifications;
import java.util.Optional;

/** Looks at a place before something is rolled out to it. */
final class PlaceSurvey {

  private final Specifications specifications;
  private final Services services;
  private final Capacity capacity;

  PlaceSurvey(Platform platform) {
    this.specifications = new Specifications(platform);
    this.services = new Services(platform);
    this.capacity = new Capacity(platform);
  }

  /**
   * What the place has now, and how many tasks a rollout asks for.
   *
   * @param parametersVersion the version of the parameters that the release gets
   */
  PlaceRollout of(
      Application application, InventoryEntry entry, Optional<Integer> parametersVersion) {
    var specification = specifications.get(application.name(), application.specificationVersion());
    var size = capacity.size(entry.address());
    return new PlaceRollout(
        entry,
        services.read(entry.address()).primary().taskDefinition(),
        size,
        PlaceRollout.tasksToAskFor(
            entry, size.desired(), specification.tasks(entry.place().environment()).min()),
        parametersVersion);
  }
}
