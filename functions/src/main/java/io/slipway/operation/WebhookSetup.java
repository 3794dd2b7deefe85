package io.slipway.operation;

import io.slipway.aws.WebhookSecret;
import io.slipway.aws.WebhookSecrets;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Rejected;
import io.slipway.domain.Secret;
import io.slipway.domain.WebhookKey;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.util.Optional;

/**
 * Gives webhooks their secrets, and takes them away. What the table says of a webhook is written
 * first; the same request, sent again, does what is left to do.
 */
public final class WebhookSetup {

  private final WebhookSecrets secrets;
  private final Webhooks webhooks;
  private final Ids ids;

  public WebhookSetup(Platform platform) {
    this.secrets = new WebhookSecrets(platform);
    this.webhooks = new Webhooks(platform);
    this.ids = platform.ids();
  }

  /**
   * Gives a new webhook its first secret, unless it has that.
   *
   * @param brought what it is to be; one is made where nobody has brought any
   * @return the first secret; empty where there is a newer one
   */
  public Optional<Secret> create(Webhook webhook, Optional<Secret> brought) {
    var secret = brought.orElseGet(() -> random(webhook));
    return secrets.create(webhook.id(), fresh(webhook, secret))
        ? Optional.of(secret)
        : current(webhook);
  }

  /**
   * Refuses a webhook that has no secret.
   *
   * @throws Rejected 409 in that case
   */
  public void requireSecret(Webhook webhook) {
    if (secrets.find(webhook.id()).isEmpty()) {
      throw new Rejected(
          409,
          "no-secret",
          "this webhook has no secret: the request that made it was cut off, or somebody has"
              + " deleted the secret; delete the webhook, and make another");
    }
  }

  /**
   * Gives a webhook the secret of its version, unless it has that.
   *
   * @param brought what it is to be; one is made where nobody has brought any
   * @return the secret of that version; empty where there is a newer one, or none any more
   */
  public Optional<Secret> rotate(Webhook webhook, Optional<Secret> brought) {
    var secret = brought.orElseGet(() -> random(webhook));
    boolean replaced =
        secrets
            .find(webhook.id())
            .filter(before -> before.version() < webhook.secretVersion())
            .map(before -> before.rotated(webhook.secretVersion(), secret, webhook.previousUntil()))
            .filter(next -> secrets.replace(webhook.id(), next))
            .isPresent();
    return replaced ? Optional.of(secret) : current(webhook);
  }

  /** What there is where somebody else, or the same request before, was faster. */
  private Optional<Secret> current(Webhook webhook) {
    return secrets
        .find(webhook.id())
        .filter(now -> now.version() == webhook.secretVersion())
        .map(WebhookSecret::current);
  }

  private Secret random(Webhook webhook) {
    return WebhookKey.of(webhook.provider(), ids.bytes(WebhookKey.BYTES));
  }

  private static WebhookSecret fresh(Webhook webhook, Secret secret) {
    return new WebhookSecret(
        webhook.provider(),
        webhook.application(),
        webhook.repositoryId(),
        webhook.legacyToken(),
        webhook.rules(),
        webhook.secretVersion(),
        secret,
        Optional.empty());
  }

  /** Deletes the secret of a webhook that is gone. */
  public void forget(String webhookId) {
    secrets.delete(webhookId);
  }

  /** Removes a webhook with its secret; does nothing about what is gone. */
  public void remove(ApplicationName application, String webhookId) {
    secrets.delete(webhookId);
    webhooks.remove(application, webhookId);
  }

  /** Removes every webhook of an application. */
  public void removeAll(ApplicationName application) {
    webhooks.of(application).forEach(webhook -> remove(application, webhook.id()));
  }
}
