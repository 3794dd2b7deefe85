package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.Environment;
import io.slipway.domain.ImageTag;
import io.slipway.runtime.Json;
import java.util.List;
import java.util.Optional;

/**
 * The body of the routes that deploy to environments which their path names.
 *
 * @param imageTag the image; what {@code stage} runs where it is absent
 * @param drift what is to become of what somebody has changed by hand
 * @param concurrency what becomes of it while another operation is in its way
 */
record DeployElsewhere(
    ApplicationName applicationName,
    Optional<ImageTag> imageTag,
    Optional<DriftChoice> drift,
    Optional<Concurrency> concurrency) {

  /** The same as the input of a deploy to {@code environments}. */
  JsonNode to(List<Environment> environments) {
    var request = Json.mapper().createObjectNode().put("applicationName", applicationName.value());
    request.set("environment", Json.tree(environments));
    imageTag.ifPresent(tag -> request.put("imageTag", tag.value()));
    drift.ifPresent(choice -> request.put("drift", choice.toString()));
    concurrency.ifPresent(otherwise -> request.put("concurrency", otherwise.toString()));
    return request;
  }
}
