package io.slipway.operation;

import io.slipway.aws.Images;
import io.slipway.aws.Scaling;
import io.slipway.aws.Services;
import io.slipway.domain.Environment;
import io.slipway.domain.Image;
import io.slipway.domain.ImageTag;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Place;
import io.slipway.domain.Rejected;
import io.slipway.domain.Role;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import io.slipway.store.Specifications;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans the deploy of one image to environments, or to the idle slot of production: finds the image
 * behind its tag once, and writes down what every place runs at the moment.
 */
public final class DeployPlanner implements Planner<DeployRequest> {

  private final Applications applications;
  private final Inventory inventory;
  private final Specifications specifications;
  private final Images images;
  private final Services services;
  private final Scaling scaling;

  public DeployPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.inventory = new Inventory(platform);
    this.specifications = new Specifications(platform);
    this.images = new Images(platform);
    this.services = new Services(platform);
    this.scaling = new Scaling(platform);
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
    var entries = inventory.of(application.name());
    var targets =
        request.environments().stream()
            .map(environment -> target(application, environment, entries))
            .toList();
    var image = image(application, request.imageTag(), entries);
    var specification = specifications.get(application.name(), application.specificationVersion());
    var plan =
        new DeployPlan(
            image.repositoryUri(),
            new RolloutPlan(
                image.tag(),
                image.digest(),
                application.specificationVersion(),
                RolloutPlan.LONGEST,
                targets.stream().map(entry -> snapshot(entry, specification)).toList()));
    return new Draft(
        application.name(),
        targets.stream().map(entry -> entry.place().group()).distinct().sorted().toList(),
        plan,
        "deploys " + application.name() + " " + image.tag() + " to " + names(targets),
        Optional.empty());
  }

  private PlaceRollout snapshot(InventoryEntry entry, Specification specification) {
    var service = services.read(entry.address());
    return new PlaceRollout(
        entry,
        service.primary().taskDefinition(),
        service.desiredTasks(),
        scaling.bounds(entry.address()),
        PlaceRollout.tasksToAskFor(
            entry, service.desiredTasks(), specification.tasks(entry.place().environment()).min()));
  }

  private static InventoryEntry target(
      Application application, Environment environment, List<InventoryEntry> entries) {
    if (!application.environments().contains(environment)) {
      throw new Rejected(
          404,
          "unknown-environment",
          "application '"
              + application.name()
              + "' has no environment "
              + environment
              + "; it has "
              + application.environments().stream()
                  .map(Environment::toString)
                  .collect(Collectors.joining(", ")));
    }
    return entries.stream()
        .filter(entry -> entry.place().environment() == environment)
        .filter(entry -> entry.role().equals(Optional.of(Role.IDLE)) || !entry.place().isSlot())
        .findFirst()
        .orElseThrow(
            () ->
                new Rejected(
                    409,
                    "nothing-there",
                    "the inventory has no service of '"
                        + application.name()
                        + "' in "
                        + environment
                        + "; GET /stacks/"
                        + application.name()
                        + " shows what there is"));
  }

  /** The image behind the tag; without one, exactly what {@code stage} runs. */
  private Image image(
      Application application, Optional<ImageTag> tag, List<InventoryEntry> entries) {
    if (tag.isPresent()) {
      return images
          .tagged(application.repository(), tag.get())
          .orElseThrow(() -> noImage(application, tag.get()));
    }
    var onStage =
        entries.stream()
            .filter(entry -> entry.place() == Place.STAGE)
            .flatMap(entry -> entry.release().stream())
            .findFirst()
            .orElseThrow(() -> nothingOnStage(application));
    return images
        .withDigest(application.repository(), onStage.digest(), onStage.version())
        .orElseThrow(() -> noImage(application, onStage.version()));
  }

  private static Rejected noImage(Application application, ImageTag tag) {
    return new Rejected(
        404,
        "unknown-image",
        "imageTag: the repository '"
            + application.repository()
            + "' has no image '"
            + tag
            + "'; aws ecr describe-images --repository-name "
            + application.repository()
            + " shows those it has");
  }

  private static Rejected nothingOnStage(Application application) {
    return new Rejected(
        409,
        "nothing-on-stage",
        "imageTag: without it, what stage runs is deployed, but nothing has been deployed to stage"
            + " of '"
            + application.name()
            + "' yet; give imageTag, or deploy to stage first");
  }

  private static String names(List<InventoryEntry> targets) {
    return targets.stream()
        .map(entry -> (entry.place().isSlot() ? "the idle slot " : "") + entry.place())
        .collect(Collectors.joining(", "));
  }
}
