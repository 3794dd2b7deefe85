package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Secrets that containers name in Secrets Manager. Their values are never read. */
public final class NamedSecrets {

  /** Of an ARN of a secret; the key of a value in it, a stage and a version may follow. */
  private static final int PARTS = 7;

  private final SecretsManagerClient secrets;

  public NamedSecrets(Platform platform) {
    this.secrets = platform.secretsManager();
  }

  /** The ARN of the secret that a container names a part of. */
  public static String secret(String source) {
    return Arrays.stream(source.split(":", -1)).limit(PARTS).collect(Collectors.joining(":"));
  }

  /**
   * What is wrong with a secret; empty where it can be read by whoever may.
   *
   * @param source what a container names
   */
  public Optional<String> fault(String source) {
    var arn = secret(source);
    return AwsErrors.calling(
        "look for the secret " + arn,
        () -> {
          try {
            return Optional.ofNullable(
                    secrets.describeSecret(request -> request.secretId(arn)).deletedDate())
                .map(at -> "somebody has deleted it, and it cannot be read any more");
          } catch (ResourceNotFoundException e) {
            return Optional.of("there is no such secret");
          }
        });
  }
}
