package io.slipway.operation;

import io.slipway.domain.Environment;
import io.slipway.domain.ImageTag;
import io.slipway.domain.OperationKind;
import io.slipway.operation.Planned.Finding;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.store.Application;
import io.slipway.store.Inventory;
import io.slipway.store.Specifications;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what another specification, another image, or both would do to an application; changes
 * nothing. It asks what the operations themselves would ask, and goes on where they would stop.
 */
public final class Planning {

  private final Specifications specifications;
  private final Inventory inventory;
  private final UpdateSurvey updates;
  private final StackPlanning stacks;
  private final ReleasePlanning releases;

  public Planning(Platform platform) {
    this.specifications = new Specifications(platform);
    this.inventory = new Inventory(platform);
    this.updates = new UpdateSurvey(platform);
    this.stacks = new StackPlanning(platform);
    this.releases = new ReleasePlanning(platform);
  }

  /**
   * The plan.
   *
   * @param specification that the application is to have; as it is where it is empty
   * @param tag that the environments are to run; what each runs where it is empty
   * @param latest until when CloudFormation is listened to
   */
  public Planned of(
      Application application,
      Optional<Specification> specification,
      Optional<ImageTag> tag,
      List<Environment> environments,
      Instant latest) {
    var recorded = inventory.of(application.name());
    var images = RunningImages.of(recorded, environments, tag);
    if (specification.isEmpty()) {
      int version = application.specificationVersion();
      var basis =
          new DeploySurvey.Basis(version, specifications.get(application.name(), version), false);
      var released = releases.of(application, recorded, images, basis, true);
      return planned(application, environments, List.of(), List.of(), released);
    }
    var next = specification.get();
    var objections = Objections.gathered();
    var found = updates.of(application, next, Optional.empty(), objections);
    var concerned =
        found.stacks().stream()
            .filter(one -> environments.contains(one.update().stack().environment()))
            .toList();
    var basis = new DeploySurvey.Basis(found.to(), next, true);
    // CloudFormation is at it while the rest is looked at.
    try (var asked = stacks.ask(application.name(), found.former(), next, concerned)) {
      var released = releases.of(application, recorded, images, basis, tag.isPresent());
      return planned(
          application,
          environments,
          List.of(update(application, next, found, objections)),
          stacks.of(asked, latest),
          released);
    }
  }

  private static Planned.Step update(
      Application application,
      Specification specification,
      UpdateSurvey.Found found,
      Objections objections) {
    var forecast = UpdateForecast.of(found.plan());
    boolean refused = !objections.found().isEmpty();
    return new Planned.Step(
        OperationKind.UPDATE,
        "PUT /stacks/" + application.name() + "/specification",
        UpdatePlanner.draft(application, specification, found).message(),
        objections.found().stream().map(Planned.Refusal::of).toList(),
        refused ? List.of() : forecast.steps(),
        refused ? List.of() : forecast.changes());
  }

  private static Planned planned(
      Application application,
      List<Environment> environments,
      List<Planned.Step> before,
      List<Planned.OfStack> stacks,
      ReleasePlanning.Found released) {
    var operations = new ArrayList<>(before);
    operations.addAll(released.operations());
    boolean possible = operations.stream().allMatch(step -> step.refused().isEmpty());
    return new Planned(
        application.name().value(),
        message(application, operations, stacks, released.releases(), possible),
        possible,
        environments,
        operations,
        stacks,
        released.releases());
  }

  private static String message(
      Application application,
      List<Planned.Step> operations,
      List<Planned.OfStack> stacks,
      List<Planned.OfRelease> releases,
      boolean possible) {
    var done =
        operations.isEmpty()
            ? "nothing of '" + application.name() + "' would be done"
            : operations.stream().map(Planned.Step::message).collect(Collectors.joining(", then "));
    long changing = stacks.stream().filter(one -> one.finding() != Finding.SAME).count();
    long registered = releases.stream().filter(one -> one.finding() == Finding.CHANGES).count();
    return done
        + ": "
        + (stacks.isEmpty() ? "" : changing + " of " + stacks.size() + " stacks and ")
        + registered
        + " of "
        + releases.size()
        + " task definitions change"
        + (possible ? "" : "; as things are, it would be refused");
  }
}
