package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.ImageTag;
import io.slipway.runtime.Json;
import java.util.List;
import java.util.Optional;

/**
 * The body of the routes that deploy to environments which their path names.
 *
 * @param imageTag the image; what {@code stage} runs where it is absent
 */
record DeployElsewhere(ApplicationName applicationName, Optional<ImageTag> imageTag) {

  /** The same as the input of a deploy to {@code environments}. */
  JsonNode to(List<Environment> environments) {
    var request = Json.mapper().createObjectNode().put("applicationName", applicationName.value());
    request.set("environment", Json.tree(environments));
    imageTag.ifPresent(tag -> request.put("imageTag", tag.value()));
    return request;
  }
}
