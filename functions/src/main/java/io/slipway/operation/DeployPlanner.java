package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Place;
import io.slipway.runtime.Platform;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans the deploy of one image to environments, or to the idle slot of production: finds the image
 * behind its tag once, and writes down what every place runs at the moment.
 */
public final class DeployPlanner implements Planner<DeployRequest> {

  private final Applications applications;
  private final Operations operations;
  private final Inventory inventory;
  private final ProductionSurvey production;
  private final ImageChoice images;
  private final PlaceSurvey places;
  private final DriftSurvey drift;
  private final ParameterSurvey parameters;

  public DeployPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.production = new ProductionSurvey(platform);
    this.images = new ImageChoice(platform);
    this.places = new PlaceSurvey(platform);
    this.drift = new DriftSurvey(platform);
    this.parameters = new ParameterSurvey(platform);
  }

  @Override
  public OperationKind kind() {
    return OperationKind.DEPLOY;
  }

  @Override
  public Class<DeployRequest> requestType() {
    return DeployRequest.class;
  }

  @Override
  public Draft plan(DeployRequest request) {
    var application = applications.usable(request.applicationName());
    var locks = locks(request.environments());
    operations.requireFree(application.name(), locks);
    var recorded = new EnvironmentsOf(application, inventory.of(application.name()));
    request.environments().forEach(application::require);
    var settled = drift.settle(application, recorded.in(request.environments()), request.drift());
    var environments = recorded.with(settled.entries());
    var targets =
        request.environments().stream()
            .map(environment -> environments.in(place(application.name(), environment, settled)))
            .toList();
    var given = parameters.agreeing(application, request.environments());
    var image = images.of(environments, request.imageTag());
    var rollout =
        new RolloutPlan(
            image.tag(),
            image.digest(),
            application.specificationVersion(),
            RolloutPlan.LONGEST,
            targets.stream()
                .flatMap(
                    entry ->
                        places
                            .of(
                                application,
                                entry,
                                application.specificationVersion(),
                                given.get(entry.place().environment()))
                            .stream())
                .toList());
    return new Draft(
            application.name(),
            locks,
            new DeployPlan(image.repositoryUri(), rollout),
            "deploys '" + application.name() + "' " + image.tag() + " to " + names(rollout),
            Optional.empty())
        .adopting(settled.adoptions());
  }

  @Override
  public Claim claim(DeployRequest request) {
    var application = applications.get(request.applicationName());
    request.environments().forEach(application::require);
    return Claim.on(application, locks(request.environments()));
  }

  @Override
  public Forecast forecast(Draft draft) {
    return RolloutForecast.of((DeployPlan) draft.plan());
  }

  private static List<EnvironmentGroup> locks(List<Environment> environments) {
    return environments.stream().map(Environment::group).distinct().sorted().toList();
  }

  /** Production is deployed to where no customer is. */
  private Place place(
      ApplicationName application, Environment environment, DriftSurvey.Settled settled) {
    return environment == Environment.PROD
        ? production.slots(application, settled).idle().place()
        : environment.places().getFirst();
  }

  private static String names(RolloutPlan rollout) {
    return rollout.primaries().stream()
        .map(PlaceRollout::place)
        .map(place -> (place.isSlot() ? "the idle slot " : "") + place)
        .collect(Collectors.joining(", "));
  }
}
