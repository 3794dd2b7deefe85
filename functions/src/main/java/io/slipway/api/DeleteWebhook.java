package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.operation.WebhookSetup;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Applications;
import io.slipway.store.Events;
import io.slipway.store.Webhooks;
import java.util.Set;

/**
 * {@code DELETE /stacks/{applicationName}/webhooks/{webhookId}}: from now on, nothing that is sent
 * there is taken.
 */
public final class DeleteWebhook extends Route {

  private final Applications applications;
  private final Webhooks webhooks;
  private final WebhookSetup setup;
  private final Events events;

  /** The whole answer. */
  record Removed(String applicationName, String message) {}

  public DeleteWebhook() {
    this(Platform.fromEnvironment());
  }

  public DeleteWebhook(Platform platform) {
    this.applications = new Applications(platform);
    this.webhooks = new Webhooks(platform);
    this.setup = new WebhookSetup(platform);
    this.events = new Events(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var application = applications.get(new ApplicationName(call.path("applicationName")));
    var webhook = webhooks.get(application.name(), call.path("webhookId"));
    setup.remove(application.name(), webhook.id());
    var message =
        "the webhook of " + webhook.repository() + " is gone; remove it at the provider, too";
    events.put(application.name(), "webhook", "WEBHOOK_REMOVED", message, call.caller());
    return Answer.ok(new Removed(application.name().value(), message));
  }
}
