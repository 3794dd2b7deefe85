package io.slipway.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.aws.WebhookSecret;
import io.slipway.aws.WebhookSecrets;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Delivery;
import io.slipway.domain.Provider;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.domain.SourceChange;
import io.slipway.domain.WebhookKey;
import io.slipway.operation.PipelineStart;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.runtime.Sha256;
import io.slipway.store.Deliveries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code POST /webhooks/{provider}/{id}}: takes what a provider sends, if it is the provider's, and
 * starts a pipeline where that is of use. The only route that needs no AWS credentials: all that it
 * may do is read the secrets of webhooks, write down deliveries, and start one state machine.
 */
public final class ReceiveDelivery extends Route {

  private static final Pattern ID = Pattern.compile("[0-9a-z]{26}");
  private static final int ID_LENGTH = 26;

  /** What was recorded longer ago has been started, by the sweeper if by nobody else. */
  private static final Duration STARTED_BY_THEN = Duration.ofHours(12);

  private final WebhookSecrets secrets;
  private final Deliveries deliveries;
  private final PipelineStart pipelines;
  private final Clock clock;
  private final Ids ids;

  /** What a provider is answered, and shows in its list of deliveries. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Taken(
      String outcome, Optional<String> pipelineId, String message, Map<String, String> links) {}

  public ReceiveDelivery() {
    this(Platform.fromEnvironment());
  }

  public ReceiveDelivery(Platform platform) {
    this.secrets = new WebhookSecrets(platform);
    this.deliveries = new Deliveries(platform);
    this.pipelines = new PipelineStart(platform);
    this.clock = platform.clock();
    this.ids = platform.ids();
  }

  @Override
  protected Answer answer(Call call) {
    requireSize(call);
    var now = clock.instant();
    var id = webhookId(call.path("id"));
    var webhook = authentic(call, id, now);
    var message = Message.of(webhook.provider(), call, now);
    var outcome = Verdict.of(id, webhook, message, now);
    var delivery = delivery(id, webhook, message, outcome, now);
    var earlier = deliveries.remember(delivery, message.content(), outcome);
    if (outcome.pipeline().isPresent() && earlier.isEmpty()) {
      start(id, message.id());
    }
    // a process may have ended between the two the first time
    earlier
        .filter(first -> first.outcome().pipeline().isPresent())
        .filter(first -> first.receivedAt().isAfter(now.minus(STARTED_BY_THEN)))
        .ifPresent(first -> start(id, first.id()));
    return answer(call, earlier.map(Deliveries.Earlier::outcome).orElse(outcome));
  }

  private static void requireSize(Call call) {
    if (call.body().length > Json.LONGEST_DOCUMENT) {
      throw new Rejected(
          413,
          "too-large",
          "the message has more than "
              + Json.LONGEST_DOCUMENT
              + " bytes; have the provider send fewer kinds of events to this webhook");
    }
    if (call.header("content-encoding").filter(coding -> !coding.equals("identity")).isPresent()) {
      throw new Rejected(
          415,
          "encoded",
          "Content-Encoding: messages are taken as they were signed, not compressed");
    }
  }

  /** What cannot be the id of a webhook is looked for all the same, as one that there is not. */
  private static String webhookId(String given) {
    return ID.matcher(given).matches() ? given : Sha256.hex(given).substring(0, ID_LENGTH);
  }

  /**
   * The webhook that a message is for.
   *
   * @throws Rejected 401 where there is none, or the message is not of who knows its secret; nobody
   *     is told which
   */
  private WebhookSecret authentic(Call call, String id, Instant now) {
    var found =
        secrets
            .find(id)
            .filter(secret -> secret.provider().toString().equals(call.path("provider")));
    boolean holds = Authenticity.holds(call, found.orElseGet(() -> decoy(call)), now);
    if (!holds || found.isEmpty()) {
      throw new Rejected(
          401,
          "bad-signature",
          "there is no such webhook, or the message is not signed with its secret; see"
              + " \"Troubleshooting\" in docs/webhooks.md");
    }
    return found.get();
  }

  /** What a message for no webhook is compared with, so that it takes as long. */
  private WebhookSecret decoy(Call call) {
    var provider = "gitlab".equals(call.path("provider")) ? Provider.GITLAB : Provider.GITHUB;
    return new WebhookSecret(
        provider,
        new ApplicationName("None"),
        "0",
        false,
        List.of(),
        0,
        WebhookKey.of(provider, ids.bytes(WebhookKey.BYTES)),
        Optional.empty());
  }

  private static Delivery delivery(
      String id, WebhookSecret webhook, Message message, Deliveries.Outcome outcome, Instant now) {
    return new Delivery(
        id,
        message.id(),
        webhook.application(),
        webhook.provider(),
        webhook.repositoryId(),
        message.event(),
        now,
        outcome.pipeline().flatMap(pipeline -> change(message)));
  }

  private static Optional<SourceChange> change(Message message) {
    return message.reading() instanceof Reading.Changed changed
        ? Optional.of(changed.change())
        : Optional.empty();
  }

  private void start(String webhookId, String deliveryId) {
    try {
      var unused = pipelines.start(webhookId, deliveryId);
    } catch (RetryLater e) {
      // it is recorded, and the sweeper starts it; the provider would not send it again
    }
  }

  private static Answer answer(Call call, Deliveries.Outcome outcome) {
    return outcome
        .pipeline()
        .map(
            pipeline -> {
              var location = call.stagePath() + "/operations/" + pipeline;
              return Answer.accepted(
                  location,
                  new Taken(
                      "started",
                      Optional.of(pipeline),
                      outcome.message(),
                      Map.of("operation", location)));
            })
        .orElseGet(
            () -> Answer.ok(new Taken("ignored", Optional.empty(), outcome.message(), Map.of())));
  }
}
