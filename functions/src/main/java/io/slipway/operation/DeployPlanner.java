package io.slipway.operation;

import io.slipway.domain.OperationKind;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Specifications;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans the deploy of one image to environments, or to the idle slot of production, by the
 * specification that the application has.
 */
public final class DeployPlanner implements Planner<DeployRequest> {

  private final Applications applications;
  private final Specifications specifications;
  private final DeploySurvey survey;

  public DeployPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
    this.survey = new DeploySurvey(platform);
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
    int version = application.specificationVersion();
    var basis =
        new DeploySurvey.Basis(version, specifications.get(application.name(), version), false);
    var found = survey.of(application, request, basis, Objections.thrown());
    return draft(application, request, found.plan().orElseThrow()).adopting(found.adoptions());
  }

  /** What a deploy does that follows what was found. */
  static Draft draft(Application application, DeployRequest request, DeployPlan plan) {
    return new Draft(
        application.name(),
        DeploySurvey.groups(request.environments()),
        plan,
        "deploys '"
            + application.name()
            + "' "
            + plan.rollout().version()
            + " to "
            + names(plan.rollout()),
        Optional.empty());
  }

  @Override
  public Claim claim(DeployRequest request) {
    var application = applications.get(request.applicationName());
    request.environments().forEach(application::require);
    return Claim.on(application, DeploySurvey.groups(request.environments()));
  }

  @Override
  public Forecast forecast(Draft draft) {
    return RolloutForecast.of((DeployPlan) draft.plan());
  }

  private static String names(RolloutPlan rollout) {
    return rollout.primaries().stream()
        .map(PlaceRollout::place)
        .map(place -> (place.isSlot() ? "the idle slot " : "") + place)
        .collect(Collectors.joining(", "));
  }
}
