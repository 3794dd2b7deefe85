package io.slipway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Provider;
import io.slipway.domain.Secret;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import io.slipway.runtime.Sha256;
import io.slipway.spec.PipelineRules;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The secrets of webhooks in Secrets Manager, one for each, by the webhook's id. */
public final class WebhookSecrets {

  private final SecretsManagerClient secrets;
  private final Settings settings;

  public WebhookSecrets(Platform platform) {
    this.secrets = platform.secretsManager();
    this.settings = platform.settings();
  }

  /** How it is written down. */
  private record Written(
      Provider provider,
      ApplicationName application,
      String repositoryId,
      boolean legacyToken,
      JsonNode rules,
      int version,
      Secret current,
      Optional<WebhookSecret.Previous> previous) {

    static Written of(WebhookSecret secret) {
      return new Written(
          secret.provider(),
          secret.application(),
          secret.repositoryId(),
          secret.legacyToken(),
          PipelineRules.write(secret.rules()),
          secret.version(),
          secret.current(),
          secret.previous());
    }

    WebhookSecret read() {
      return new WebhookSecret(
          provider,
          application,
          repositoryId,
          legacyToken,
          PipelineRules.read(rules),
          version,
          current,
          previous);
    }
  }

  /**
   * Makes the secret of a new webhook.
   *
   * @return false where it has one: it was made by a call whose answer was lost
   */
  public boolean create(String webhookId, WebhookSecret secret) {
    var name = name(webhookId);
    return AwsErrors.calling(
        "create the secret " + name,
        () -> {
          try {
            secrets.createSecret(
                request ->
                    request
                        .name(name)
                        .description("The secret of a webhook of '" + secret.application() + "'")
                        .secretString(Json.text(Written.of(secret)))
                        .tags(
                            Tag.builder()
                                .key("slipway:application")
                                .value(secret.application().value())
                                .build()));
            return true;
          } catch (ResourceExistsException e) {
            return false;
          }
        });
  }

  /** The secret of a webhook; empty where there is no such webhook. */
  public Optional<WebhookSecret> find(String webhookId) {
    var name = name(webhookId);
    return AwsErrors.calling(
        "read the secret " + name,
        () -> {
          try {
            var found = secrets.getSecretValue(request -> request.secretId(name));
            return Optional.of(Json.readOwn(found.secretString(), Written.class).read());
          } catch (ResourceNotFoundException | InvalidRequestException e) {
            // the latter where somebody has deleted it, and it could be restored
            return Optional.empty();
          }
        });
  }

  /**
   * Puts another value into the secret of a webhook.
   *
   * @return false where another value of the same version is there already, or there is no secret
   */
  public boolean replace(String webhookId, WebhookSecret secret) {
    var name = name(webhookId);
    return AwsErrors.calling(
        "change the secret " + name,
        () -> {
          try {
            secrets.putSecretValue(
                request ->
                    request
                        .secretId(name)
                        .clientRequestToken(Sha256.hex(webhookId + "#" + secret.version()))
                        .secretString(Json.text(Written.of(secret))));
            return true;
          } catch (ResourceExistsException | ResourceNotFoundException e) {
            return false;
          }
        });
  }

  /**
   * Deletes the secret of a webhook for good; does nothing where it is gone. No other webhook will
   * have this name.
   */
  public void delete(String webhookId) {
    var name = name(webhookId);
    AwsErrors.calling(
        "delete the secret " + name,
        () ->
            secrets.deleteSecret(
                request -> request.secretId(name).forceDeleteWithoutRecovery(true)));
  }

  private String name(String webhookId) {
    return settings.get("API_NAME") + "-" + settings.get("STAGE") + "/webhooks/" + webhookId;
  }
}
