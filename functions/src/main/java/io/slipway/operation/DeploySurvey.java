package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.Image;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.store.Adoption;
import io.slipway.store.Application;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what a deploy of one image to environments, or to the idle slot of production, finds:
 * the image behind its tag, once, and what every place runs at the moment.
 */
final class DeploySurvey {

  private final Operations operations;
  private final Inventory inventory;
  private final ProductionSurvey production;
  private final ImageChoice images;
  private final PlaceSurvey places;
  private final DriftSurvey drift;
  private final ParameterSurvey parameters;

  DeploySurvey(Platform platform) {
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.production = new ProductionSurvey(platform);
    this.images = new ImageChoice(platform);
    this.places = new PlaceSurvey(platform);
    this.drift = new DriftSurvey(platform);
    this.parameters = new ParameterSurvey(platform);
  }

  /**
   * The specification that a release is made by.
   *
   * @param proposed whether stacks are brought to it before, so that they may still have other
   *     services
   */
  record Basis(int version, Specification specification, boolean proposed) {}

  /**
   * What was found.
   *
   * @param plan empty where there is no image to deploy
   */
  record Found(Optional<DeployPlan> plan, List<Adoption> adoptions) {}

  Found of(Application application, DeployRequest request, Basis basis, Objections objections) {
    objections.allows(
        () -> operations.requireFree(application.name(), groups(request.environments())));
    var recorded = new EnvironmentsOf(application, inventory.of(application.name()));
    request.environments().forEach(application::require);
    var concerned = recorded.in(request.environments());
    var settled =
        objections
            .asked(() -> drift.settle(application, concerned, request.drift()))
            .orElseGet(() -> new DriftSurvey.Settled(concerned, List.of()));
    var environments = recorded.with(settled.entries());
    var targets =
        request.environments().stream()
            .flatMap(
                environment ->
                    objections
                        .asked(
                            () -> environments.in(place(application.name(), environment, settled)))
                        .stream())
            .toList();
    var given = parameters(application, request, basis, objections);
    return new Found(
        objections
            .asked(() -> images.of(environments, request.imageTag()))
            .map(image -> plan(image, targets, given, basis, objections)),
        settled.adoptions());
  }

  private Map<Environment, Optional<Integer>> parameters(
      Application application, DeployRequest request, Basis basis, Objections objections) {
    return objections
        .asked(
            () -> parameters.agreeing(application, basis.specification(), request.environments()))
        .orElseGet(() -> parameters.inUse(application, request.environments()));
  }

  private DeployPlan plan(
      Image image,
      List<InventoryEntry> targets,
      Map<Environment, Optional<Integer>> given,
      Basis basis,
      Objections objections) {
    var rollouts =
        targets.stream()
            .flatMap(
                entry ->
                    objections
                        .asked(() -> look(entry, given, basis, objections))
                        .orElse(List.of())
                        .stream())
            .toList();
    return new DeployPlan(
        image.repositoryUri(),
        new RolloutPlan(
            image.tag(), image.digest(), basis.version(), RolloutPlan.LONGEST, rollouts));
  }

  private List<PlaceRollout> look(
      InventoryEntry entry,
      Map<Environment, Optional<Integer>> given,
      Basis basis,
      Objections objections) {
    if (!basis.proposed()) {
      objections.allows(
          () -> PlaceSurvey.requireSameServices(entry, basis.specification(), basis.version()));
    }
    return places.of(entry, basis.specification(), given.get(entry.place().environment()));
  }

  static List<EnvironmentGroup> groups(List<Environment> environments) {
    return environments.stream().map(Environment::group).distinct().sorted().toList();
  }

  /** Production is deployed to where no customer is. */
  private Place place(
      ApplicationName application, Environment environment, DriftSurvey.Settled settled) {
    return environment == Environment.PROD
        ? production.slots(application, settled).idle().place()
        : environment.places().getFirst();
  }
}
