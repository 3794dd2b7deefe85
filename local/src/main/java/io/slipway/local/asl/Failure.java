package io.slipway.local.asl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Why a state failed: an error's name and a cause, either of which a Fail state may leave out. */
record Failure(Optional<String> error, Optional<String> cause) {

  static final String RUNTIME = "States.Runtime";
  static final String QUERY = "States.QueryEvaluationError";
  static final String DATA_LIMIT = "States.DataLimitExceeded";
  static final String TIMEOUT = "States.Timeout";
  static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
  static final String TOLERANCE = "States.ExceedToleratedFailureThreshold";

  static Failure of(String error, String cause) {
    return new Failure(Optional.ofNullable(error), Optional.ofNullable(cause));
  }

  String name() {
    return error.orElse("");
  }

  /** Nothing catches it: it ends the execution at once. */
  boolean isFatal() {
    return name().equals(RUNTIME);
  }

  /** What a catcher gives on: {@code Error} and {@code Cause}. */
  ObjectNode output() {
    var output = JsonNodeFactory.instance.objectNode();
    output.put("Error", error.orElse(null));
    output.put("Cause", cause.orElse(null));
    return output;
  }
}
