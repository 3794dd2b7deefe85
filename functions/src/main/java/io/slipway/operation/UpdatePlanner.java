package io.slipway.operation;

import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.spec.Surroundings;
import io.slipway.store.Application;
import io.slipway.store.ApplicationChange;
import io.slipway.store.Applications;
import java.util.List;
import java.util.Optional;

/** Plans the update of all stacks of an application to another version of its specification. */
public final class UpdatePlanner implements Planner<UpdateRequest> {

  private static final List<EnvironmentGroup> ALL = List.of(EnvironmentGroup.values());

  private final Applications applications;
  private final UpdateSurvey survey;
  private final Surroundings surroundings;

  public UpdatePlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.survey = new UpdateSurvey(platform);
    this.surroundings = SpecificationText.surroundings(platform.settings());
  }

  @Override
  public OperationKind kind() {
    return OperationKind.UPDATE;
  }

  @Override
  public Class<UpdateRequest> requestType() {
    return UpdateRequest.class;
  }

  @Override
  public Draft plan(UpdateRequest request) {
    var specification = SpecificationText.read(request.specification(), surroundings);
    var application = applications.usable(request.applicationName());
    var found = survey.of(application, specification, request.drift(), Objections.thrown());
    return draft(application, specification, found).adopting(found.adoptions());
  }

  /** What an update does that follows what was found. */
  static Draft draft(
      Application application, Specification specification, UpdateSurvey.Found found) {
    return new Draft(
        application.name(),
        ALL,
        found.plan(),
        message(application, found),
        Optional.of(new ApplicationChange.Proposed(application, found.to(), specification)));
  }

  private static String message(Application application, UpdateSurvey.Found found) {
    return "updates '"
        + application.name()
        + "' to "
        + (found.same() ? "what this Slipway makes of version " : "version ")
        + found.to()
        + " of its specification";
  }

  @Override
  public Claim claim(UpdateRequest request) {
    return Claim.on(applications.get(request.applicationName()), ALL);
  }

  @Override
  public Forecast forecast(Draft draft) {
    return UpdateForecast.of((UpdatePlan) draft.plan());
  }
}
