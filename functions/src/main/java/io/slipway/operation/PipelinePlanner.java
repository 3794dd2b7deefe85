package io.slipway.operation;

import io.slipway.domain.Delivery;
import io.slipway.domain.Environment;
import io.slipway.domain.OperationState;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.PipelineStage;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceChange;
import io.slipway.domain.SourceEvent;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Pipeline;
import io.slipway.store.Webhooks;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides what a delivery causes, by the rules of its webhook: reads, and changes nothing. */
public final class PipelinePlanner {

  /** Names of people as providers allow them; others are left out of what people read. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,60}");

  private final Webhooks webhooks;
  private final Applications applications;
  private final Clock clock;

  public PipelinePlanner(Platform platform) {
    this.webhooks = new Webhooks(platform);
    this.applications = new Applications(platform);
    this.clock = platform.clock();
  }

  /**
   * The pipeline of a delivery: RUNNING, or ended already where there is nothing to do, or what is
   * to be done cannot be.
   */
  public Pipeline plan(String id, Delivery delivery) {
    var change =
        delivery
            .change()
            .orElseThrow(() -> new Rejected(409, "no-change", "the delivery says of no change"));
    var webhook = webhooks.find(delivery.application(), delivery.webhookId());
    var rule = webhook.flatMap(found -> PipelineRule.first(found.rules(), change));
    var stages = rule.map(PipelineRule::then).orElse(List.of());
    var source = source(change);
    var refused =
        webhook.isEmpty() ? Optional.of("its webhook is gone") : refusal(delivery, stages);
    var state =
        stages.isEmpty()
            ? OperationState.SUCCEEDED
            : refused.isPresent() ? OperationState.FAILED : OperationState.RUNNING;
    return new Pipeline(
        id,
        delivery.application(),
        delivery.webhookId(),
        rule.flatMap(PipelineRule::name),
        source,
        stages,
        line(delivery.webhookId(), source),
        0,
        startedBy(delivery, source),
        clock.instant(),
        state,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        image(change),
        message(source, stages, refused),
        state.isTerminal() ? Optional.of(clock.instant()) : Optional.empty());
  }

  private static Pipeline.Source source(SourceChange change) {
    return switch (change) {
      case SourceChange.Push push ->
          new Pipeline.Source(
              SourceEvent.PUSH,
              push.branch(),
              Optional.of(push.commit()),
              push.before(),
              push.author(),
              push.at());
      case SourceChange.TagPushed tag ->
          new Pipeline.Source(
              SourceEvent.TAG,
              tag.tag(),
              Optional.of(tag.commit()),
              Optional.empty(),
              tag.author(),
              tag.at());
      case SourceChange.ReleasePublished release ->
          new Pipeline.Source(
              SourceEvent.RELEASE,
              release.tag(),
              release.commit(),
              Optional.empty(),
              release.author(),
              release.at());
      case SourceChange.PullRequest request ->
          new Pipeline.Source(
              SourceEvent.PULL_REQUEST,
              Long.toString(request.number()),
              Optional.of(request.commit()),
              Optional.empty(),
              request.author(),
              request.at());
      case SourceChange.PipelinePassed passed ->
          new Pipeline.Source(
              SourceEvent.CHECKS,
              passed.branch().or(passed::tag).orElseThrow(),
              Optional.of(passed.commit()),
              Optional.empty(),
              Optional.empty(),
              passed.at());
      case SourceChange.ImagePushed image ->
          new Pipeline.Source(
              SourceEvent.IMAGE,
              image.tag().value(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              image.at());
    };
  }

  private static Optional<Pipeline.StoredImage> image(SourceChange change) {
    return change instanceof SourceChange.ImagePushed image
        ? Optional.of(new Pipeline.StoredImage(image.tag(), image.digest()))
        : Optional.empty();
  }

  /**
   * What the change is ordered in: the pushes of its branch, or of all tags, since each tag is
   * pushed once; a pull request; or images.
   */
  private static String line(String webhook, Pipeline.Source source) {
    return webhook
        + "#"
        + switch (source.event()) {
          case PUSH, CHECKS -> "branch#" + source.ref();
          case TAG, RELEASE -> "tags";
          case PULL_REQUEST -> "pull-request#" + source.ref();
          case IMAGE -> "images";
        };
  }

  private static String startedBy(Delivery delivery, Pipeline.Source source) {
    if (source.event() == SourceEvent.IMAGE) {
      return "push to the repository of images";
    }
    return "webhook of "
        + delivery.provider()
        + source
            .author()
            .filter(name -> PLAIN.matcher(name).matches())
            .map(name -> ", " + name)
            .orElse("");
  }

  /** What keeps an application from ever doing what a rule asks for; empty where nothing does. */
  private Optional<String> refusal(Delivery delivery, List<PipelineStage> stages) {
    if (stages.isEmpty()) {
      return Optional.empty();
    }
    try {
      var application = applications.usable(delivery.application());
      stages.forEach(stage -> require(application, stage));
      return Optional.empty();
    } catch (Rejected e) {
      return Optional.of(e.getMessage());
    }
  }

  private static void require(Application application, PipelineStage stage) {
    if (stage instanceof PipelineStage.Deploy deploy) {
      deploy.environments().forEach(application::require);
    } else if (stage instanceof PipelineStage.Idle) {
      application.require(Environment.PROD);
    }
  }

  private static String message(
      Pipeline.Source source, List<PipelineStage> stages, Optional<String> refused) {
    if (stages.isEmpty()) {
      return source + ": nothing to do, as no rule of the webhook is for it";
    }
    return refused
        .map(why -> source + ": refused: " + why)
        .orElseGet(
            () ->
                source
                    + ": "
                    + stages.stream()
                        .map(stage -> stage.toString())
                        .collect(Collectors.joining(", ")));
  }
}
