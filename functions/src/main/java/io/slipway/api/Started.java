package io.slipway.api;

import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.store.Operation;
import java.util.Map;

/** The answer to a call that started an operation. */
record Started(
    String operationId, String applicationName, String message, Map<String, String> links) {

  static Answer answer(Call call, Operation operation) {
    var id = operation.ref().operationId();
    var location = call.stagePath() + "/operations/" + id;
    return Answer.accepted(
        location,
        new Started(
            id,
            operation.ref().applicationName().value(),
            operation.message() + ". Follow it with GET " + location + "?wait=20",
            Map.of("operation", location)));
  }
}
