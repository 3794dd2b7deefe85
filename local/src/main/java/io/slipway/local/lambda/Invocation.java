package io.slipway.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Who makes the calls of a handler at present.
 *
 * @param functionId the function's logical id
 * @param operationId the operation that it works for, where its input says so
 */
public record Invocation(String functionId, Optional<String> operationId) {

  private static final List<String> PLACES =
      List.of("/operationId", "/operation/operationId", "/pathParameters/operationId");

  /** A function that works for no operation. */
  public static Invocation idle(String functionId) {
    return new Invocation(functionId, Optional.empty());
  }

  static Invocation of(String functionId, JsonNode input) {
    return new Invocation(
        functionId,
        PLACES.stream()
            .map(input::at)
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .findFirst());
  }
}
