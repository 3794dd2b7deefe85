package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.Environment;
import io.slipway.domain.ImageTag;
import io.slipway.domain.Rejected;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a deploy is asked for with.
 *
 * @param environment one environment as text, or a list of them without duplicates; {@code prod}
 *     stands for its idle slot
 * @param imageTag the image; what {@code stage} runs where it is absent
 * @param drift what is to become of what somebody has changed by hand
 * @param concurrency what becomes of it while another operation is in its way
 */
public record DeployRequest(
    ApplicationName applicationName,
    JsonNode environment,
    Optional<ImageTag> imageTag,
    Optional<DriftChoice> drift,
    Optional<Concurrency> concurrency)
    implements Queueable {

  private static final String FIELD = "environment";

  public DeployRequest {
    environments(environment);
  }

  /** The environments, each once. */
  public List<Environment> environments() {
    return environments(environment);
  }

  private static List<Environment> environments(JsonNode environment) {
    if (environment.isTextual()) {
      return List.of(Environment.of(environment.textValue()));
    }
    if (!environment.isArray() || environment.isEmpty()) {
      throw Rejected.invalid(
          FIELD, "the name of an environment, or a list of names that is not empty, is expected");
    }
    var environments =
        IntStream.range(0, environment.size()).mapToObj(i -> one(environment, i)).toList();
    if (EnumSet.copyOf(environments).size() < environments.size()) {
      throw Rejected.invalid(FIELD, "each environment is allowed once, but got " + environments);
    }
    return environments;
  }

  private static Environment one(JsonNode list, int index) {
    var name = list.get(index);
    if (!name.isTextual()) {
      throw Rejected.invalid(
          FIELD + "[" + index + "]", "the name of an environment is expected, as text");
    }
    if (index >= Environment.values().length) {
      throw Rejected.invalid(FIELD, "each environment is allowed once");
    }
    return Environment.of(name.textValue());
  }
}
