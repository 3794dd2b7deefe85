package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.domain.WeightedName;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.spec.Surroundings;
import io.slipway.store.Application;
import io.slipway.store.ApplicationChange;
import io.slipway.store.Applications;
import io.slipway.store.Specifications;
import java.util.List;
import java.util.Optional;

/**
 * Decides what goes with an application, whatever state it is in: a broken one is removed like one
 * that works.
 */
public final class DeleteStackPlanner implements Planner<DeleteStackRequest> {

  private final Applications applications;
  private final DeleteSurvey survey;
  private final Specifications specifications;
  private final RecordSurvey records;
  private final Surroundings surroundings;

  public DeleteStackPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.survey = new DeleteSurvey(platform);
    this.specifications = new Specifications(platform);
    this.records = new RecordSurvey(platform);
    this.surroundings = SpecificationText.surroundings(platform.settings());
  }

  @Override
  public OperationKind kind() {
    return OperationKind.DELETE_STACK;
  }

  @Override
  public Class<DeleteStackRequest> requestType() {
    return DeleteStackRequest.class;
  }

  @Override
  public Draft plan(DeleteStackRequest request) {
    var application = application(request);
    var deleteImages = request.deleteImages().orElse(false);
    var images = ApplicationStack.images(application.name());
    var others =
        ApplicationStack.of(application.name(), application.environments()).stream()
            .filter(stack -> stack.kind() != ApplicationStack.Kind.IMAGES)
            .toList();
    return new Draft(
        application.name(),
        List.of(EnvironmentGroup.values()),
        new DeleteStackPlan(
            others,
            images,
            application.repository(),
            deleteImages,
            names(application),
            List.copyOf(specifications.services(application.name()))),
        "deletes '"
            + application.name()
            + (deleteImages ? "' and its images" : "' and keeps its images"),
        Optional.of(new ApplicationChange.Entered(application.in(Application.State.DELETING))));
  }

  /** By the specification: a broken application may have no row in the inventory. */
  private List<WeightedName> names(Application application) {
    return specifications
        .find(application.name(), application.specificationVersion())
        .map(records::names)
        .orElse(List.of());
  }

  @Override
  public Claim claim(DeleteStackRequest request) {
    return new Claim(application(request).name(), List.of(EnvironmentGroup.values()));
  }

  private Application application(DeleteStackRequest request) {
    return request
        .specification()
        .map(file -> named(SpecificationText.read(file, surroundings)))
        .orElseGet(
            () -> applications.get(ApplicationName.in("stack", request.stack().orElseThrow())));
  }

  /** Called as the service is; and of the same project, where it still has a specification. */
  private Application named(Specification file) {
    var found = applications.get(ApplicationName.in("specification", file.primaryName()));
    specifications
        .find(found.name(), found.specificationVersion())
        .ifPresent(stored -> ReleasePlanner.requireSameProject(found.name(), stored, file));
    return found;
  }

  @Override
  public Forecast forecast(Draft draft) {
    var plan = (DeleteStackPlan) draft.plan();
    return DeleteStackForecast.of(plan, survey.of(draft.application(), plan));
  }
}
