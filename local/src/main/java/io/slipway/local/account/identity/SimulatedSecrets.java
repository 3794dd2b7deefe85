package io.slipway.local.account.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** AWS Secrets Manager: which secrets there are. They have no values here. */
public final class SimulatedSecrets implements SecretsManagerClient, Durable {

  /** All that Secrets Manager knows, as plain data: when secrets were deleted, by their ARNs. */
  private static final class State {
    private final NavigableMap<String, Optional<Instant>> secrets = new TreeMap<>();
  }

  private final Kernel kernel;
  private State state = new State();

  public SimulatedSecrets(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Makes a secret, as somebody does in the console; its ARN ends in a hyphen and six letters. */
  public void put(String arn) {
    change(arn, Optional.empty());
  }

  /** Deletes a secret; it can be restored for some days, and not be read meanwhile. */
  public void delete(String arn) {
    change(arn, Optional.of(kernel.now()));
  }

  private void change(String arn, Optional<Instant> deleted) {
    kernel.run(
        () -> {
          state.secrets.put(arn, deleted);
          kernel.changed(this);
        });
  }

  /** Finds a secret by its ARN, or by that without the six letters at its end. */
  @Override
  public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
    return kernel.call(
        () ->
            state.secrets.entrySet().stream()
                .filter(
                    secret ->
                        secret.getKey().equals(request.secretId())
                            || secret
                                .getKey()
                                .replaceFirst("-[A-Za-z0-9]{6}$", "")
                                .equals(request.secretId()))
                .findFirst()
                .map(
                    secret ->
                        DescribeSecretResponse.builder()
                            .arn(secret.getKey())
                            .deletedDate(secret.getValue().orElse(null))
                            .build())
                .orElseThrow(
                    () ->
                        AwsErrors.badRequest(
                            ResourceNotFoundException.builder(),
                            "SecretsManager",
                            "ResourceNotFoundException",
                            "Secrets Manager can't find the specified secret.")));
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
