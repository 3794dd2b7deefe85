package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What a task definition needs besides the specification. Every value is text, or, within a
 * template, a function of CloudFormation that becomes text.
 *
 * @param family of the task definition
 * @param image of the release, by its digest
 * @param version of the release, for {@code {{version}}}
 * @param logGroup the name of the log group
 * @param region where the log group is
 * @param parameters the ARNs of stored parameters, by the names of their variables
 * @param taskRole the ARN of the role that was made for the service, where there is one
 * @param executionRole likewise, of the role that ECS starts its tasks with
 */
public record TaskFacts(
    JsonNode family,
    JsonNode image,
    String version,
    JsonNode logGroup,
    JsonNode region,
    Map<String, JsonNode> parameters,
    Optional<JsonNode> taskRole,
    Optional<JsonNode> executionRole) {

  public TaskFacts {
    parameters = Map.copyOf(parameters);
  }
}
