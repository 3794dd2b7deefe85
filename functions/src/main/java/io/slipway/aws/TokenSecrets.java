package io.slipway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.Rejected;
import io.slipway.domain.Secret;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The tokens with which providers of source are asked: secrets whose names begin as this
 * installation's do, so that a webhook can name no other secret of the account.
 */
public final class TokenSecrets {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,200}");

  private final SecretsManagerClient secrets;
  private final Settings settings;

  public TokenSecrets(Platform platform) {
    this.secrets = platform.secretsManager();
    this.settings = platform.settings();
  }

  /** What the names of all tokens begin with: {@code slipway-dev/tokens/}. */
  public static String prefix(Settings settings) {
    return settings.get("API_NAME") + "-" + settings.get("STAGE") + "/tokens/";
  }

  /** Why {@code name} cannot be the name, or the ARN, of a token's secret; empty where it can. */
  public static Optional<String> fault(Settings settings, String name) {
    var prefix = prefix(settings);
    var plain =
        name.startsWith("arn:")
            ? name.replaceFirst(
                "^arn:aws[a-z-]*:secretsmanager:"
                    + Pattern.quote(settings.get("REGION"))
                    + ":"
                    + Pattern.quote(settings.get("ACCOUNT_ID"))
                    + ":secret:",
                "")
            : name;
    return NAME.matcher(plain).matches()
            && plain.startsWith(prefix)
            && plain.length() > prefix.length()
        ? Optional.empty()
        : Optional.of(
            "the name or ARN of a secret of this account and region that is called "
                + prefix
                + "… is allowed");
  }

  /**
   * The token in a secret: its text, or {@code Token} of a JSON object such as CodeBuild wants.
   *
   * @param name of the secret, or its ARN
   * @throws AwsRefused where there is no such secret, or no token in it; says nothing of what is
   */
  public Secret token(String name) {
    fault(settings, name)
        .ifPresent(
            why -> {
              throw Rejected.invalid("token", why);
            });
    var text =
        AwsErrors.calling(
            "read the token in the secret " + name,
            () -> {
              try {
                return secrets.getSecretValue(request -> request.secretId(name)).secretString();
              } catch (ResourceNotFoundException e) {
                throw new AwsRefused("there is no secret " + name);
              } catch (InvalidRequestException e) {
                throw new AwsRefused("somebody has deleted the secret " + name);
              }
            });
    var token = text == null ? "" : tokenIn(text).strip();
    // a token is one printable word: anything else would not do as a header
    if (!token.matches("[\\x21-\\x7e]{1,1024}")) {
      throw new AwsRefused("the secret " + name + " has no token as its text");
    }
    return new Secret(token);
  }

  /**
   * The ARN of a token's secret, by which CodeBuild wants it named.
   *
   * @throws AwsRefused where there is no such secret
   */
  public String arn(String name) {
    return AwsErrors.calling(
        "look for the secret " + name,
        () -> {
          try {
            return secrets.describeSecret(request -> request.secretId(name)).arn();
          } catch (ResourceNotFoundException e) {
            throw new AwsRefused("there is no secret " + name);
          }
        });
  }

  private static String tokenIn(String text) {
    if (!text.strip().startsWith("{")) {
      return text;
    }
    try {
      JsonNode tree = Json.parse(text.getBytes(StandardCharsets.UTF_8));
      return tree.path("Token").asText("");
    } catch (Rejected e) {
      return "";
    }
  }
}
