package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.asl.definition.State;

/** Does a Fail: its error and cause are what the definition says, either may be left out. */
final class Failing {

  private Failing() {}

  static Failure failure(Evaluation evaluation, State.Fail fail) {
    return new Failure(
        fail.error()
            .map(error -> evaluation.typed(error, "Error", "string"))
            .map(JsonNode::textValue),
        fail.cause()
            .map(cause -> evaluation.typed(cause, "Cause", "string"))
            .map(JsonNode::textValue));
  }
}
