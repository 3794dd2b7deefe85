package io.slipway.flow.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Delivery;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.OperationKind;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceChange;
import io.slipway.operation.BuildPlan;
import io.slipway.operation.PipelineStart;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Deliveries;
import io.slipway.store.Operations;
import io.slipway.store.PipelineId;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts the pipelines that rules say for an image which was built elsewhere and has come to an
 * application's repository. Invoked by an event that ECR sends on a best effort basis, at least
 * once.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html">Amazon
 *     ECR events: ECR Image Action</a>
 */
public final class ImageArrived extends Step<JsonNode, ImageArrived.Output> {

  /** The pipelines that it causes. */
  public record Output(List<String> pipelineIds) {}

  private final Applications applications;
  private final Operations operations;
  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final PipelineStart start;
  private final Clock clock;

  public ImageArrived() {
    this(Platform.fromEnvironment());
  }

  public ImageArrived(Platform platform) {
    super(JsonNode.class);
    this.applications = new Applications(platform);
    this.operations = new Operations(platform);
    this.webhooks = new Webhooks(platform);
    this.deliveries = new Deliveries(platform);
    this.start = new PipelineStart(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(JsonNode event) {
    var pipelines = new ArrayList<String>();
    change(event)
        .ifPresent(
            image ->
                application(event.at("/detail/repository-name").asText()).stream()
                    .filter(application -> !isBeingBuilt(application, image.tag()))
                    .flatMap(application -> webhooks.of(application.name()).stream())
                    .filter(webhook -> PipelineRule.first(webhook.rules(), image).isPresent())
                    .forEach(
                        webhook ->
                            pipelines.add(start(webhook, event.path("id").asText(), image))));
    return new Output(pipelines);
  }

  /**
   * Whether a build of Slipway's own is what pushes this tag: it runs until the image has been
   * scanned, and its plan has the tags.
   */
  private boolean isBeingBuilt(Application application, ImageTag tag) {
    return operations.running().stream()
        .flatMap(id -> operations.find(id).stream())
        .filter(operation -> operation.kind() == OperationKind.BUILD)
        .filter(operation -> operation.ref().applicationName().equals(application.name()))
        .map(BuildPlan::of)
        .anyMatch(plan -> plan.tag().equals(tag) || plan.version().filter(tag::equals).isPresent());
  }

  /** What was pushed; empty where it is no push, or has no tag that could be deployed. */
  private static Optional<SourceChange.ImagePushed> change(JsonNode event) {
    var detail = event.path("detail");
    boolean pushed =
        detail.path("result").asText().equals("SUCCESS")
            && detail.path("action-type").asText().equals("PUSH")
            && !detail.path("image-tag").asText().isEmpty();
    return pushed
        ? Optional.of(
            new SourceChange.ImagePushed(
                new ImageTag(detail.path("image-tag").asText()),
                new ImageDigest(detail.path("image-digest").asText()),
                Instant.parse(event.path("time").asText())))
        : Optional.empty();
  }

  /** A repository is called as its application, but for the case. */
  private Optional<Application> application(String repository) {
    return name(repository)
        .flatMap(applications::find)
        .filter(application -> application.repository().equals(repository));
  }

  private static Optional<ApplicationName> name(String repository) {
    try {
      return Optional.of(new ApplicationName(repository.replaceFirst("\\.app$", "")));
    } catch (Rejected e) {
      // a repository of somebody else
      return Optional.empty();
    }
  }

  /** The id of the event is the same each time it is delivered. */
  private String start(Webhook webhook, String event, SourceChange image) {
    var delivery =
        new Delivery(
            webhook.id(),
            "image-" + event,
            webhook.application(),
            webhook.provider(),
            webhook.repositoryId(),
            "image",
            clock.instant(),
            Optional.of(image));
    var id = PipelineId.of(webhook.id(), delivery.id());
    var unused =
        deliveries.remember(
            delivery,
            Optional.empty(),
            new Deliveries.Outcome(Optional.of(id), "starts pipeline " + id));
    boolean started = start.start(webhook.id(), delivery.id());
    return id + (started ? "" : ", which has begun already");
  }
}
