package io.slipway.operation;

import io.slipway.aws.Capacity;
import io.slipway.aws.Services;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Rejected;
import io.slipway.domain.ServicePlace;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.store.Application;
import io.slipway.store.Specifications;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
   * What each service of the place has now, and how many tasks a rollout asks for.
   *
   * @param parametersVersion the version of the parameters that the release gets
   * @throws Rejected 409 where the release has other services than the place
   */
  List<PlaceRollout> of(
      Application application,
      InventoryEntry entry,
      int specificationVersion,
      Optional<Integer> parametersVersion) {
    var specification = specifications.get(application.name(), specificationVersion);
    requireSameServices(entry, specification, specificationVersion);
    return of(entry, specification, parametersVersion);
  }

  /** The same for the services that a specification still has, whatever else comes or goes. */
  List<PlaceRollout> of(
      InventoryEntry entry, Specification specification, Optional<Integer> parametersVersion) {
    return entry.services().stream()
        .filter(
            service ->
                service.secondary().map(specification.secondaryNames()::contains).orElse(true))
        .map(service -> of(entry, service, specification, parametersVersion))
        .toList();
  }

  private PlaceRollout of(
      InventoryEntry entry,
      ServicePlace service,
      Specification specification,
      Optional<Integer> parametersVersion) {
    var size = capacity.size(entry.id(service));
    var name = service.secondary().orElseGet(specification::primaryName);
    return new PlaceRollout(
        entry,
        services.read(entry.id(service)).primary().taskDefinition(),
        size,
        PlaceRollout.tasksToAskFor(
            entry,
            service,
            size.desired(),
            specification.tasks(name, entry.place().environment()).min()),
        parametersVersion,
        service.secondary());
  }

  /** Services come and go with the stack, never with a release. */
  static void requireSameServices(InventoryEntry entry, Specification specification, int version) {
    var wanted = specification.secondaryNames();
    if (!wanted.equals(entry.secondaries().keySet())) {
      throw new Rejected(
          409,
          "services-differ",
          "%s has %s, but version %d of the specification has %s"
                  .formatted(
                      entry.place(), named(entry.secondaries().keySet()), version, named(wanted))
              + ": PUT /stacks/"
              + entry.application()
              + "/specification brings the stack to it first");
    }
  }

  private static String named(Set<String> services) {
    return services.isEmpty()
        ? "one service alone"
        : "the services " + String.join(", ", services) + " besides its main one";
  }
}
