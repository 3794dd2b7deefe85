package io.slipway.local.account.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * AWS Secrets Manager: secrets with their current values as text. Rotation by functions, replicas
 * and earlier versions are not modelled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html">
 *     Secrets Manager API reference</a>
 */
public final class SimulatedSecrets implements SecretsManagerClient, Durable {

  private static final String SERVICE = "SecretsManager";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");
  private static final Pattern SUFFIX = Pattern.compile("-[A-Za-z0-9]{6}$");
  private static final int LONGEST_VALUE = 65_536;

  /** The six letters at the end of an ARN are chance in AWS; nobody may go by them. */
  private static final String LETTERS = "-AbCdEf";

  /**
   * A secret.
   *
   * @param value of the version that is AWSCURRENT; null where there is none
   * @param version the id that a caller gave to that version; null where none did
   * @param deleted when somebody has deleted it: it can be restored for some days, and not be read;
   *     null where nobody has
   */
  private record Kept(String value, String version, Instant deleted) {

    boolean isDeleted() {
      return deleted != null;
    }
  }

  /** All that Secrets Manager knows, as plain data, by ARN. */
  private static final class State {
    private final NavigableMap<String, Kept> secrets = new TreeMap<>();
  }

  private final Kernel kernel;
  private State state = new State();

  public SimulatedSecrets(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Makes a secret, as somebody does in the console; its ARN ends in a hyphen and six letters. */
  public void put(String arn) {
    keep(arn, new Kept(null, null, null));
  }

  /** Makes a secret with a value, or gives one another, as somebody does in the console. */
  public void put(String nameOrArn, String value) {
    keep(find(nameOrArn).orElseGet(() -> arn(nameOrArn)), new Kept(value, null, null));
  }

  /** Deletes a secret, as somebody does in the console. */
  public void delete(String arn) {
    var there = state.secrets.get(arn);
    keep(arn, new Kept(there == null ? null : there.value(), null, kernel.now()));
  }

  /** The ARNs of all secrets that nobody has deleted. */
  public List<String> arns() {
    return kernel.call(
        () ->
            state.secrets.entrySet().stream()
                .filter(secret -> !secret.getValue().isDeleted())
                .map(java.util.Map.Entry::getKey)
                .toList());
  }

  private void keep(String arn, Kept secret) {
    kernel.run(
        () -> {
          state.secrets.put(arn, secret);
          kernel.changed(this);
        });
  }

  @Override
  public CreateSecretResponse createSecret(CreateSecretRequest request) {
    return kernel.call(
        () -> {
          requireAllowed(request.name(), request.secretString());
          var there = find(request.name());
          if (there.isPresent()) {
            throw state.secrets.get(there.get()).isDeleted()
                ? AwsErrors.badRequest(
                    InvalidRequestException.builder(),
                    SERVICE,
                    "InvalidRequestException",
                    "You can't create this secret because a secret with this name is already"
                        + " scheduled for deletion.")
                : AwsErrors.badRequest(
                    ResourceExistsException.builder(),
                    SERVICE,
                    "ResourceExistsException",
                    "The operation failed because the secret "
                        + request.name()
                        + " already exists.");
          }
          var arn = arn(request.name());
          keep(arn, new Kept(request.secretString(), null, null));
          return CreateSecretResponse.builder().arn(arn).name(request.name()).build();
        });
  }

  @Override
  public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
    return kernel.call(
        () -> {
          requireAllowed(request.secretId().replaceFirst("^.*:", ""), request.secretString());
          var arn = readable(request.secretId());
          requireNewVersion(state.secrets.get(arn), request);
          keep(arn, new Kept(request.secretString(), request.clientRequestToken(), null));
          return PutSecretValueResponse.builder().arn(arn).build();
        });
  }

  @Override
  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    return kernel.call(
        () -> {
          var arn = readable(request.secretId());
          var value = state.secrets.get(arn).value();
          if (value == null) {
            throw notFound();
          }
          return GetSecretValueResponse.builder().arn(arn).secretString(value).build();
        });
  }

  /** Finds a secret by its ARN, or by that without the six letters at its end. */
  @Override
  public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
    return kernel.call(
        () -> {
          var arn = find(request.secretId()).orElseThrow(SimulatedSecrets::notFound);
          return DescribeSecretResponse.builder()
              .arn(arn)
              .deletedDate(state.secrets.get(arn).deleted())
              .build();
        });
  }

  /** Whoever deletes by force is not told where there is none (API reference, DeleteSecret). */
  @Override
  public DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
    return kernel.call(
        () -> {
          boolean force = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
          if (force && request.recoveryWindowInDays() != null) {
            throw invalid("You can't use ForceDeleteWithoutRecovery with RecoveryWindowInDays.");
          }
          var arn = find(request.secretId());
          if (arn.isEmpty() && !force) {
            throw notFound();
          }
          arn.ifPresent(
              found -> {
                if (force) {
                  state.secrets.remove(found);
                  kernel.changed(this);
                } else {
                  delete(found);
                }
              });
          return DeleteSecretResponse.builder()
              .arn(arn.orElseGet(() -> arn(request.secretId())))
              .build();
        });
  }

  private static void requireAllowed(String name, String value) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw invalid("Invalid name. Must be a valid name containing alphanumeric characters.");
    }
    if (value != null
        && (value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE)) {
      throw invalid("The secret value must have 1 to 65536 bytes.");
    }
  }

  /** A version that there is cannot be changed; the same again is no fault. */
  private static void requireNewVersion(Kept there, PutSecretValueRequest request) {
    if (request.clientRequestToken() != null
        && request.clientRequestToken().equals(there.version())
        && !there.value().equals(request.secretString())) {
      throw AwsErrors.badRequest(
          ResourceExistsException.builder(),
          SERVICE,
          "ResourceExistsException",
          "You can't modify an existing version, you can only create a new version.");
    }
  }

  private String readable(String nameOrArn) {
    var arn = find(nameOrArn).orElseThrow(SimulatedSecrets::notFound);
    if (state.secrets.get(arn).isDeleted()) {
      throw AwsErrors.badRequest(
          InvalidRequestException.builder(),
          SERVICE,
          "InvalidRequestException",
          "You can't perform this operation on the secret because it was marked for deletion.");
    }
    return arn;
  }

  /** By ARN, ARN without its last letters, or name. */
  private Optional<String> find(String nameOrArn) {
    var whole = nameOrArn.startsWith("arn:") ? nameOrArn : prefix() + nameOrArn;
    return state.secrets.keySet().stream()
        .filter(arn -> arn.equals(whole) || SUFFIX.matcher(arn).replaceFirst("").equals(whole))
        .findFirst();
  }

  private String arn(String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : prefix() + nameOrArn + LETTERS;
  }

  private String prefix() {
    return kernel.arn("secretsmanager", "secret:");
  }

  private static RuntimeException notFound() {
    return AwsErrors.badRequest(
        ResourceNotFoundException.builder(),
        SERVICE,
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret.");
  }

  private static RuntimeException invalid(String message) {
    return AwsErrors.badRequest(
        InvalidParameterException.builder(), SERVICE, "InvalidParameterException", message);
  }

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, State.class));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
