package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.store.Chain;
import io.slipway.store.Operation;
import java.util.Map;

/** The answer to a call that started an operation. */
record Started(
    String operationId, String applicationName, String message, Map<String, String> links) {

  static Answer answer(Call call, Operation operation) {
    var ref = operation.ref();
    return answer(call, ref.operationId(), ref.applicationName(), operation.message());
  }

  static Answer answer(Call call, Chain chain) {
    return answer(call, chain.id(), chain.application(), chain.message());
  }

  private static Answer answer(Call call, String id, ApplicationName application, String message) {
    var location = call.stagePath() + "/operations/" + id;
    return Answer.accepted(
        location,
        new Started(
            id,
            application.value(),
            message + ". Follow it with GET " + location + "?wait=20",
            Map.of("operation", location)));
  }
}
