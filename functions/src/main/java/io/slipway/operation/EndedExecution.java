package io.slipway.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.slipway.runtime.Json;
import java.util.Optional;

/**
 * What EventBridge tells of an execution that has ended.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step
 *     Functions Execution Status Change: detail with name, status and input</a>
 */
public final class EndedExecution {

  private EndedExecution() {}

  /**
   * The operation that the execution worked for: the one that its input names, as that of a
   * recovery does, or the one whose id is its name. Empty where it is no such event.
   */
  public static Optional<String> operationId(JsonNode event) {
    var detail = event.path("detail");
    return named(detail.path("input").asText())
        .or(() -> Optional.of(detail.path("name").asText()))
        .filter(id -> !id.isEmpty());
  }

  private static Optional<String> named(String input) {
    return Optional.of(parsed(input).path("operationId"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  private static JsonNode parsed(String input) {
    try {
      return Json.mapper().readTree(input);
    } catch (JsonProcessingException e) {
      // not ours, or left out of the event for its length
      return MissingNode.getInstance();
    }
  }
}
