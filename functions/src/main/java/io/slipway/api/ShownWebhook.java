package io.slipway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Provider;
import io.slipway.domain.Secret;
import io.slipway.runtime.Call;
import io.slipway.spec.BuildForms;
import io.slipway.spec.PipelineRules;
import io.slipway.store.Webhook;
import java.time.Instant;
import java.util.Optional;

/**
 * A webhook as callers see it.
 *
 * @param url where the provider is to send messages
 * @param secret once, where it was made for this call
 * @param legacyTokenAllowed whether GitLab's {@code X-Gitlab-Token} is enough
 * @param previousValidUntil how long the secret before the current one is accepted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ShownWebhook(
    String id,
    String applicationName,
    Provider provider,
    String repositoryId,
    String repository,
    String url,
    Optional<String> secret,
    boolean legacyTokenAllowed,
    Optional<String> token,
    JsonNode rules,
    JsonNode build,
    Instant createdAt,
    Optional<Instant> rotatedAt,
    Optional<Instant> previousValidUntil,
    Optional<String> message) {

  static ShownWebhook of(Call call, Webhook webhook) {
    return of(call, webhook, Optional.empty(), Optional.empty());
  }

  static ShownWebhook of(
      Call call, Webhook webhook, Optional<Secret> secret, Optional<String> message) {
    return new ShownWebhook(
        webhook.id(),
        webhook.application().value(),
        webhook.provider(),
        webhook.repositoryId(),
        webhook.repository(),
        call.host() + call.stagePath() + "/webhooks/" + webhook.provider() + "/" + webhook.id(),
        secret.map(Secret::value),
        webhook.legacyToken(),
        webhook.token(),
        PipelineRules.write(webhook.rules()),
        BuildForms.write(webhook.build()),
        webhook.createdAt(),
        webhook.rotatedAt(),
        webhook.previousUntil(),
        message);
  }
}
