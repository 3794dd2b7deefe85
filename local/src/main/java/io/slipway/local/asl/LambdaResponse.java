package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What {@code arn:aws:states:::lambda:invoke} gives for a function's result: the response of
 * Lambda's Invoke, of which the parts that are the same each time are kept.
 */
public final class LambdaResponse {

  private LambdaResponse() {}

  /** The response that carries {@code payload}. */
  public static JsonNode of(JsonNode payload) {
    var response = JsonNodeFactory.instance.objectNode().put("ExecutedVersion", "$LATEST");
    response.set("Payload", payload);
    return response.put("StatusCode", 200);
  }

  /**
   * The response to an invocation whose end nobody waits for.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke: 202 for
   *     the invocation type Event, and nothing of what the function returns</a>
   */
  public static JsonNode accepted() {
    return JsonNodeFactory.instance.objectNode().put("Payload", "").put("StatusCode", 202);
  }

  static JsonNode around(String resource, MockedTasks.MockAnswer answer) {
    boolean invoked = resource.endsWith(":states:::lambda:invoke");
    return invoked && !answer.whole() ? of(answer.result()) : answer.result();
  }
}
