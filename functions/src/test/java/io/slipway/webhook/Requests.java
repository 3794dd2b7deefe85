package io.slipway.webhook;

import io.slipway.aws.WebhookSecret;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.Provider;
import io.slipway.domain.Secret;
import io.slipway.runtime.Call;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Requests as providers make them, and what they are held against. */
final class Requests {

  static final String GITHUB_SECRET = "It's a Secret to Everybody";
  static final String GITLAB_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

  private Requests() {}

  static Call call(String body, Map<String, String> headers) {
    return call(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static Call call(byte[] body, Map<String, String> headers) {
    return new Call(
        "POST /webhooks/{provider}/{id}",
        "https://api.example.com",
        "/dev",
        Map.of(),
        Map.of(),
        headers,
        body,
        "anonymous");
  }

  static WebhookSecret gitHub() {
    return secret(Provider.GITHUB, GITHUB_SECRET);
  }

  static WebhookSecret gitLab() {
    return secret(Provider.GITLAB, GITLAB_SECRET);
  }

  static WebhookSecret secret(Provider provider, String text) {
    return new WebhookSecret(
        provider,
        new ApplicationName("Cats"),
        "186853002",
        false,
        PipelineRule.DEFAULTS,
        1,
        new Secret(text),
        Optional.empty());
  }

  /** The same, by whose token alone messages are taken, too. */
  static WebhookSecret legacy(WebhookSecret secret) {
    return new WebhookSecret(
        secret.provider(),
        secret.application(),
        secret.repositoryId(),
        true,
        secret.rules(),
        secret.version(),
        secret.current(),
        secret.previous());
  }
}
