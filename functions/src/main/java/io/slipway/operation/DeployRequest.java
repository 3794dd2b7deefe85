package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.Environment;
import io.slipway.domain.ImageTag;
import java.util.List;
import java.util.Optional;

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

  public DeployRequest {
    var unused = NamedEnvironments.of(environment);
  }

  /** The environments, each once. */
  public List<Environment> environments() {
    return NamedEnvironments.of(environment);
  }
}
