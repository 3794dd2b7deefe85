package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.Images;
import io.slipway.aws.Repository;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.Image;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Rejected;
import io.slipway.domain.Release;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.spec.Step;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Specifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides of which operations a release consists: what is missing is made first, what is there
 * already is not done again.
 */
final class ReleasePlanner {

  private static final List<EnvironmentGroup> ALL = List.of(EnvironmentGroup.values());
  private static final List<EnvironmentGroup> PRODUCTION = List.of(EnvironmentGroup.PRODUCTION);

  private final Platform platform;
  private final Applications applications;
  private final Specifications specifications;
  private final ProductionSurvey survey;
  private final ParameterSurvey parameters;
  private final ImageChoice images;
  private final Surroundings surroundings;

  ReleasePlanner(Platform platform) {
    this.platform = platform;
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
    this.survey = new ProductionSurvey(platform);
    this.parameters = new ParameterSurvey(platform);
    this.images = new ImageChoice(platform);
    this.surroundings = SpecificationText.surroundings(platform.settings());
  }

  /**
   * The plan for the body of a request.
   *
   * @throws Rejected where it cannot be followed, and why
   */
  ReleasePlan plan(JsonNode body) {
    var wishes = ReleaseWishes.read(body, surroundings);
    return applications
        .find(wishes.application())
        .map(found -> next(applications.usable(found.name()), wishes))
        .orElseGet(() -> first(wishes));
  }

  /** Nothing is live yet, so all customers get it at once. */
  private ReleasePlan first(ReleaseWishes wishes) {
    wishes.requireEmail();
    requireImage(wishes);
    var name = wishes.application();
    return plan(
        name,
        wishes,
        List.of(
            new ReleasePlan.Phase(OperationKind.CREATE_STACK, ALL, creation(wishes)),
            deploy(name, wishes),
            swap(name, wishes.specification())));
  }

  /** Where its repository is there already, kept from an application that was deleted. */
  private void requireImage(ReleaseWishes wishes) {
    var repository = CreateStackPlanner.repository(wishes.application());
    if (new Repository(platform, repository).exists()
        && new Images(platform).tagged(repository, wishes.version()).isEmpty()) {
      throw ImageChoice.noImage(repository, wishes.version());
    }
  }

  private ReleasePlan next(Application application, ReleaseWishes wishes) {
    var stored = specifications.get(application.name(), application.specificationVersion());
    var wanted = wishes.specification();
    requireSameProject(application.name(), stored, wanted);
    var slots = survey.slots(application, wishes.request().drift());
    var image =
        images.of(new EnvironmentsOf(application, List.of()), Optional.of(wishes.version()));
    var name = application.name();
    var phases = new ArrayList<ReleasePlan.Phase>();
    if (!stored.equals(wanted)) {
      phases.add(new ReleasePlan.Phase(OperationKind.UPDATE, ALL, update(name, wanted)));
    }
    if (!phases.isEmpty() || !waits(application, stored, slots, image)) {
      phases.add(deploy(name, wishes));
    }
    phases.add(shift(name, wanted, slots.isShared()));
    wishes
        .request()
        .drift()
        .ifPresent(drift -> phases.getFirst().request().put("drift", drift.toString()));
    return plan(name, wishes, phases);
  }

  /**
   * Refuses the specification of another project, whose service happens to be called the same.
   *
   * @throws Rejected 409
   */
  static void requireSameProject(
      ApplicationName application, Specification stored, Specification wanted) {
    if (!stored.project().equals(wanted.project())) {
      throw new Rejected(
          409,
          "another-project",
          "'"
              + application
              + "' belongs to "
              + stored
                  .project()
                  .map(project -> "the project '" + project + "'")
                  .orElse("no project")
              + ", but the specification is of "
              + wanted.project().map(project -> "'" + project + "'").orElse("none"));
    }
  }

  /**
   * Whether it waits in the idle slot already, as a release that failed later has left it.
   *
   * @throws Rejected 409 where customers have it
   */
  private boolean waits(
      Application application,
      Specification specification,
      ProductionSurvey.Slots slots,
      Image image) {
    var given =
        parameters
            .agreeing(application, specification, List.of(Environment.PROD))
            .get(Environment.PROD);
    if (slots.live().release().filter(live -> is(live, application, image, given)).isPresent()) {
      throw new Rejected(
          409,
          "released",
          "customers of '"
              + application.name()
              + "' have "
              + slots.live()
              + " by this specification already");
    }
    return slots.idle().size().desired() > 0
        && slots.idle().release().filter(idle -> is(idle, application, image, given)).isPresent();
  }

  private static boolean is(
      Release release, Application application, Image image, Optional<Integer> parameters) {
    return release.digest().equals(image.digest())
        && release.specificationVersion() == application.specificationVersion()
        && release.parametersVersion().equals(parameters);
  }

  private static ReleasePlan plan(
      ApplicationName name, ReleaseWishes wishes, List<ReleasePlan.Phase> phases) {
    return new ReleasePlan(
        name,
        "releases '"
            + name
            + "' "
            + wishes.version()
            + ": "
            + phases.stream()
                .map(phase -> phase.kind().toString())
                .collect(Collectors.joining(", ")),
        wishes.specification().release().notifications(),
        phases);
  }

  private static ObjectNode about(ApplicationName name) {
    return Json.mapper().createObjectNode().put("applicationName", name.value());
  }

  private static ObjectNode creation(ReleaseWishes wishes) {
    var asked = wishes.request();
    var request = about(wishes.application()).put("email", asked.email().orElseThrow());
    asked.description().ifPresent(text -> request.put("description", text));
    asked.environments().ifPresent(some -> request.set("environments", Json.tree(some)));
    asked.tags().ifPresent(tags -> request.set("tags", Json.tree(tags)));
    request.set("specification", SpecificationReader.write(wishes.specification()));
    return request;
  }

  private static ObjectNode update(ApplicationName name, Specification wanted) {
    var request = about(name);
    request.set("specification", SpecificationReader.write(wanted));
    return request;
  }

  private static ReleasePlan.Phase deploy(ApplicationName name, ReleaseWishes wishes) {
    return new ReleasePlan.Phase(
        OperationKind.DEPLOY,
        PRODUCTION,
        about(name)
            .put("environment", Environment.PROD.toString())
            .put("imageTag", wishes.version().value()));
  }

  /**
   * The operation that moves the traffic.
   *
   * @param shared whether customers have a release that they could share it with
   */
  static ReleasePlan.Phase shift(ApplicationName name, Specification wanted, boolean shared) {
    return shared && !wanted.release().strategy().isEmpty()
        ? canary(name, wanted)
        : swap(name, wanted);
  }

  private static ReleasePlan.Phase swap(ApplicationName name, Specification wanted) {
    return new ReleasePlan.Phase(
        OperationKind.SWAP,
        PRODUCTION,
        about(name).put("bake", wanted.release().baking().duration().toSeconds()));
  }

  private static ReleasePlan.Phase canary(ApplicationName name, Specification wanted) {
    var release = wanted.release();
    var request = about(name);
    var steps = request.putArray("strategy");
    release.strategy().forEach(step -> steps.add(step(step)));
    var scale = request.putObject("scale");
    release.scale().desired().ifPresent(tasks -> scale.put("desired", tasks));
    scale.put("wait", release.scale().waiting().duration().toSeconds());
    if (release.strategy().getLast().weight() < 100) {
      request.put("bake", release.baking().duration().toSeconds());
    }
    return new ReleasePlan.Phase(OperationKind.CANARY_SHIFT, PRODUCTION, request);
  }

  private static ObjectNode step(Step from) {
    var step =
        Json.mapper()
            .createObjectNode()
            .put("weight", from.weight())
            .put("wait", from.waiting().duration().toSeconds());
    if (from.approval()) {
      step.put("approval", true);
      from.approvalWithin()
          .ifPresent(within -> step.put("approvalWithin", within.duration().toSeconds()));
    }
    return step;
  }
}
