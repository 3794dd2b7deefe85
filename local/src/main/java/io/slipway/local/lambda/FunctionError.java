package io.slipway.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/**
 * Errors of functions as Lambda's runtime for Java reports them (developer guide, "Lambda function
 * handler errors in Java"): the class's full name is the type, and causes are nested.
 */
final class FunctionError {

  private static final int DEEPEST_CAUSE = 10;

  private FunctionError() {}

  static LambdaResult.Failed thrown(Throwable error) {
    return new LambdaResult.Failed(error.getClass().getName(), describe(error, 0));
  }

  private static ObjectNode describe(Throwable error, int depth) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("errorMessage", error.getMessage());
    node.put("errorType", error.getClass().getName());
    var trace = node.putArray("stackTrace");
    for (var frame : error.getStackTrace()) {
      trace.add(frame.toString());
    }
    if (error.getCause() != null && depth < DEEPEST_CAUSE) {
      node.set("cause", describe(error.getCause(), depth + 1));
    }
    return node;
  }

  /** As Lambda ends a function that takes longer than its Timeout. */
  static LambdaResult.Failed timedOut(String requestId, Duration timeout) {
    return named(
        "Sandbox.Timedout",
        String.format(
            Locale.ROOT,
            "RequestId: %s Error: Task timed out after %.2f seconds",
            requestId,
            timeout.toMillis() / 1000.0));
  }

  /** As Lambda reports a process that has ended without an answer. */
  static LambdaResult.Failed crashed(String requestId) {
    return named(
        "Runtime.ExitError",
        "RequestId: " + requestId + " Error: Runtime exited with error: signal: killed");
  }

  /** As Lambda refuses what a function returns where it is too long. */
  static LambdaResult.Failed responseTooLarge(int bytes) {
    return named(
        "Function.ResponseSizeTooLarge",
        "Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes)."
            .formatted(bytes, LambdaFunction.LONGEST_PAYLOAD));
  }

  static LambdaResult.Failed named(String type, String message) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("errorType", type);
    node.put("errorMessage", message);
    return new LambdaResult.Failed(type, node);
  }
}
