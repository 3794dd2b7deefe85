package io.slipway.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of an invocation. */
public sealed interface LambdaResult {

  /** The function returned {@code payload}. */
  record Returned(JsonNode payload) implements LambdaResult {}

  /**
   * The function threw, or was ended by Lambda.
   *
   * @param errorType the exception's class, or Lambda's own name for it
   * @param payload {@code errorMessage}, {@code errorType} and, where it threw, {@code stackTrace}
   */
  record Failed(String errorType, JsonNode payload) implements LambdaResult {}
}
