package io.slipway.webhook;

import io.slipway.aws.WebhookSecret;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.SourceChange;
import io.slipway.store.Deliveries;
import io.slipway.store.PipelineId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Decides what becomes of a message. */
final class Verdict {

  /** GitHub sends again what is three days old; what is older was sent by somebody else. */
  private static final Duration OLDEST = Duration.ofDays(7);

  private Verdict() {}

  /** What becomes of {@code message} of the webhook {@code id}. */
  static Deliveries.Outcome of(String id, WebhookSecret webhook, Message message, Instant now) {
    if (message.repositoryId().filter(webhook.repositoryId()::equals).isEmpty()) {
      return ignored(
          "the message is about "
              + message
                  .repositoryId()
                  .map(other -> "the repository with the id " + other)
                  .orElse("no repository")
              + ", and this webhook is for the one with the id "
              + webhook.repositoryId());
    }
    return switch (message.reading()) {
      case Reading.Ignored nothing -> ignored(nothing.reason());
      case Reading.Changed changed -> of(id, webhook, message, changed.change(), now);
    };
  }

  private static Deliveries.Outcome of(
      String id, WebhookSecret webhook, Message message, SourceChange change, Instant now) {
    if (change.at().isBefore(now.minus(OLDEST))) {
      return ignored("it happened at " + change.at() + ", more than 7 days ago");
    }
    if (PipelineRule.first(webhook.rules(), change).isEmpty()) {
      return ignored("no rule of this webhook is for " + described(change));
    }
    var pipeline = PipelineId.of(id, message.id());
    return new Deliveries.Outcome(
        Optional.of(pipeline), described(change) + " starts the pipeline " + pipeline);
  }

  private static Deliveries.Outcome ignored(String reason) {
    return new Deliveries.Outcome(Optional.empty(), "ignored: " + reason);
  }

  private static String described(SourceChange change) {
    return switch (change) {
      case SourceChange.Push push -> "a push to the branch '" + push.branch() + "'";
      case SourceChange.TagPushed tag -> "the tag '" + tag.tag() + "'";
      case SourceChange.ReleasePublished release -> "the release '" + release.tag() + "'";
      case SourceChange.PullRequest request ->
          "the pull request "
              + request.number()
              + " that was "
              + request.action().name().toLowerCase(Locale.ROOT);
      case SourceChange.PipelinePassed checks ->
          "checks that have passed for '" + checks.branch().or(checks::tag).orElseThrow() + "'";
      case SourceChange.ImagePushed image -> "the image '" + image.tag() + "'";
    };
  }
}
