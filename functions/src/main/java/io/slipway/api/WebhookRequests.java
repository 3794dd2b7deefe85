package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Call;
import io.slipway.store.IdempotencyKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the routes that give webhooks their secrets have in common. */
final class WebhookRequests {

  private WebhookRequests() {}

  /** Of this application, and this webhook if the path has one; keeps secret what is remembered. */
  static Optional<IdempotencyKey> key(Call call, ApplicationName application) {
    var said = new ByteArrayOutputStream();
    var path = application.key() + "\n" + call.path().getOrDefault("webhookId", "") + "\n";
    said.writeBytes(path.getBytes(StandardCharsets.UTF_8));
    said.writeBytes(call.body());
    return call.header("Idempotency-Key")
        .map(
            header ->
                IdempotencyKey.ofSecrets(header, call.route(), call.caller(), said.toByteArray()));
  }
}
