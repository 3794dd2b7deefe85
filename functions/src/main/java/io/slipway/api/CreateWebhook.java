package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.domain.Secret;
import io.slipway.operation.WebhookRequest;
import io.slipway.operation.WebhookSetup;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.runtime.Settings;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Events;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /stacks/{applicationName}/webhooks}: gives an application a webhook. The answer has
 * the webhook's secret, and no other answer ever has: only the same request is answered the same.
 */
public final class CreateWebhook extends Route {

  private final Applications applications;
  private final Webhooks webhooks;
  private final WebhookSetup setup;
  private final Events events;
  private final Settings settings;
  private final Clock clock;
  private final Ids ids;

  public CreateWebhook() {
    this(Platform.fromEnvironment());
  }

  public CreateWebhook(Platform platform) {
    this.applications = new Applications(platform);
    this.webhooks = new Webhooks(platform);
    this.setup = new WebhookSetup(platform);
    this.events = new Events(platform);
    this.settings = platform.settings();
    this.clock = platform.clock();
    this.ids = platform.ids();
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var wish = WebhookRequest.read(call.body(), settings);
    var application = applications.usable(new ApplicationName(call.path("applicationName")));
    var key = WebhookRequests.key(call, application.name());
    var webhook =
        key.flatMap(given -> webhooks.madeWith(given, application.name()))
            .map(Webhooks.Made::webhook)
            .orElseGet(() -> add(call, application, wish, key));
    var secret =
        webhook.secretVersion() == 1
            ? setup.create(webhook, wish.secret())
            : Optional.<Secret>empty();
    requireStillThere(webhook);
    var shown = secret.filter(unused -> wish.secret().isEmpty());
    var body = ShownWebhook.of(call, webhook, shown, Optional.of(message(shown.isPresent())));
    return new Answer(201, Map.of("location", body.url()), body);
  }

  private Webhook add(
      Call call, Application application, WebhookRequest.Wish wish, Optional<IdempotencyKey> key) {
    if (webhooks.of(application.name()).size() >= Webhook.MOST) {
      throw new Rejected(
          409,
          "too-many-webhooks",
          "'" + application.name() + "' has " + Webhook.MOST + " webhooks; delete one first");
    }
    var webhook =
        new Webhook(
            ids.unguessable(),
            application.name(),
            wish.source().provider(),
            wish.source().id(),
            wish.source().name(),
            wish.rules(),
            wish.token(),
            wish.build(),
            wish.legacyToken(),
            1,
            clock.instant(),
            Optional.empty(),
            Optional.empty());
    try {
      webhooks.add(webhook, key);
    } catch (RetryLater e) {
      // another request with the same key was faster
      return key.flatMap(given -> webhooks.madeWith(given, application.name()))
          .map(Webhooks.Made::webhook)
          .orElseThrow(() -> e);
    }
    events.put(
        application.name(),
        "webhook",
        "WEBHOOK_ADDED",
        "a webhook for " + wish.source().name() + " at " + wish.source().provider(),
        call.caller());
    return webhook;
  }

  /** Leaves no secret behind where the application is being deleted since. */
  private void requireStillThere(Webhook webhook) {
    if (webhooks.find(webhook.application(), webhook.id()).isEmpty()) {
      setup.forget(webhook.id());
      throw new Rejected(
          409,
          "changed-meanwhile",
          "somebody has removed the webhook, or the application, at the same time");
    }
  }

  private static String message(boolean shown) {
    return shown
        ? "give the provider the URL and the secret now: the secret is shown only this once"
        : "give the provider the URL";
  }
}
