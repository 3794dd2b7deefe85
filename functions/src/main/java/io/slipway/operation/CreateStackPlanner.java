package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.runtime.Platform;
import io.slipway.spec.SpecificationForm;
import io.slipway.spec.Surroundings;
import io.slipway.store.Application;
import io.slipway.store.ApplicationChange;
import io.slipway.store.Specifications;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides what a new application consists of. */
public final class CreateStackPlanner implements Planner<CreateStackRequest> {

  /** The fewest characters that ECR takes for a repository. */
  private static final int SHORTEST_REPOSITORY = 2;

  private final Clock clock;
  private final Surroundings surroundings;
  private final RecordSurvey records;

  public CreateStackPlanner(Platform platform) {
    this.clock = platform.clock();
    this.surroundings = SpecificationText.surroundings(platform.settings());
    this.records = new RecordSurvey(platform);
  }

  @Override
  public OperationKind kind() {
    return OperationKind.CREATE_STACK;
  }

  @Override
  public Class<CreateStackRequest> requestType() {
    return CreateStackRequest.class;
  }

  @Override
  public Draft plan(CreateStackRequest request) {
    var specification =
        request
            .specification()
            .map(given -> SpecificationText.read(given, surroundings))
            .orElseGet(() -> SpecificationForm.empty().read());
    var application = application(request);
    var places =
        application.environments().stream().map(Object::toString).collect(Collectors.joining(", "));
    return new Draft(
        application.name(),
        List.of(EnvironmentGroup.values()),
        new CreateStackPlan(
            ApplicationStack.of(application.name(), application.environments()),
            records.plan(application.name(), specification)),
        "creates '" + application.name() + "' with " + places,
        Optional.of(new ApplicationChange.Born(application, specification)));
  }

  @Override
  public Claim claim(CreateStackRequest request) {
    return new Claim(request.applicationName(), List.of(EnvironmentGroup.values()));
  }

  @Override
  public Forecast forecast(Draft draft) {
    return CreateStackForecast.of((CreateStackPlan) draft.plan());
  }

  private Application application(CreateStackRequest request) {
    return new Application(
        request.applicationName(),
        Application.State.CREATING,
        request.description(),
        request.email(),
        request.wanted(),
        request.tags().orElseGet(Map::of),
        repository(request.applicationName()),
        Specifications.FIRST,
        clock.instant());
  }

  /** A name of one letter gets a suffix with a dot, which no other application's name can have. */
  static String repository(ApplicationName name) {
    return name.key().length() < SHORTEST_REPOSITORY ? name.key() + ".app" : name.key();
  }
}
