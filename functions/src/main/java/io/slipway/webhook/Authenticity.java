package io.slipway.webhook;

import io.slipway.aws.WebhookSecret;
import io.slipway.domain.Secret;
import io.slipway.domain.WebhookKey;
import io.slipway.runtime.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * Whether a message is from who knows a webhook's secret. Always does all of its work: how long it
 * takes says nothing about which part of a message is wrong.
 */
@SuppressWarnings("ShortCircuitBoolean") // so that all of the work is done, whatever is wrong
final class Authenticity {

  private static final String TOKEN = "x-gitlab-token";

  private Authenticity() {}

  /** Whether the message was made with the current secret, or the one before while that counts. */
  static boolean holds(Call call, WebhookSecret secret, Instant now) {
    var previous = secret.previous();
    boolean counts = previous.filter(before -> now.isBefore(before.until())).isPresent();
    var other = previous.map(WebhookSecret.Previous::secret).orElse(secret.current());
    return holds(call, secret, secret.current(), now) | (holds(call, secret, other, now) & counts);
  }

  private static boolean holds(Call call, WebhookSecret webhook, Secret secret, Instant now) {
    var key = WebhookKey.bytes(webhook.provider(), secret);
    return switch (webhook.provider()) {
      case GITHUB ->
          GitHubSignature.matches(call.header(GitHubSignature.HEADER).orElse(""), call.body(), key);
      case GITLAB -> {
        var signature = GitLabSignature.of(call);
        boolean signed = signature.matches(call.body(), key) & signature.isFresh(now);
        yield signed | (hasToken(call, secret) & webhook.legacyToken() & isUnsigned(call));
      }
    };
  }

  private static boolean hasToken(Call call, Secret secret) {
    return MessageDigest.isEqual(
        secret.value().getBytes(StandardCharsets.UTF_8),
        call.header(TOKEN).orElse("").getBytes(StandardCharsets.UTF_8));
  }

  /** A message that is signed, and wrongly, is not saved by a token. */
  static boolean isUnsigned(Call call) {
    return call.header(GitLabSignature.SIGNATURE).isEmpty();
  }
}
