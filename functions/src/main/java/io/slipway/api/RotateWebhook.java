package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Secret;
import io.slipway.operation.RotationRequest;
import io.slipway.operation.WebhookSetup;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Applications;
import io.slipway.store.Events;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /stacks/{applicationName}/webhooks/{webhookId}/rotate}: gives a webhook another
 * secret, and accepts the one before for a while, so that no delivery is lost meanwhile.
 */
public final class RotateWebhook extends Route {

  private final Applications applications;
  private final Webhooks webhooks;
  private final WebhookSetup setup;
  private final Events events;
  private final Clock clock;

  public RotateWebhook() {
    this(Platform.fromEnvironment());
  }

  public RotateWebhook(Platform platform) {
    this.applications = new Applications(platform);
    this.webhooks = new Webhooks(platform);
    this.setup = new WebhookSetup(platform);
    this.events = new Events(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var application = applications.usable(new ApplicationName(call.path("applicationName")));
    var webhook = webhooks.get(application.name(), call.path("webhookId"));
    var wish = RotationRequest.read(call.body(), webhook.provider());
    var key = WebhookRequests.key(call, application.name());
    var made = key.flatMap(given -> webhooks.madeWith(given, application.name()));
    setup.requireSecret(webhook);
    var rotated =
        made.map(Webhooks.Made::webhook).orElseGet(() -> rotate(call, webhook, wish, key));
    boolean latest = made.filter(old -> old.version() < rotated.secretVersion()).isEmpty();
    var secret = latest ? setup.rotate(rotated, wish.secret()) : Optional.<Secret>empty();
    return Answer.ok(
        ShownWebhook.of(
            call,
            rotated,
            secret.filter(unused -> wish.secret().isEmpty()),
            Optional.of(message(rotated))));
  }

  private Webhook rotate(
      Call call, Webhook webhook, RotationRequest.Wish wish, Optional<IdempotencyKey> key) {
    var rotated = webhooks.rotate(webhook, clock.instant().plus(wish.previousValid()), key);
    events.put(
        webhook.application(),
        "webhook",
        "WEBHOOK_ROTATED",
        "another secret for the webhook of " + webhook.repository() + "; " + message(rotated),
        call.caller());
    return rotated;
  }

  private static String message(Webhook rotated) {
    return rotated
        .previousUntil()
        .map(until -> "the secret before is accepted until " + until)
        .orElse("the secret before is not accepted any more");
  }
}
