package io.slipway.local.account.executions;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.asl.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.EvaluationFailedEventDetails;
import software.amazon.awssdk.services.sfn.model.ExecutionFailedEventDetails;
import software.amazon.awssdk.services.sfn.model.ExecutionSucceededEventDetails;
import software.amazon.awssdk.services.sfn.model.StateEnteredEventDetails;
import software.amazon.awssdk.services.sfn.model.StateExitedEventDetails;
import software.amazon.awssdk.services.sfn.model.TaskFailedEventDetails;

/** Events of a history in the SDK's shape; details of those that say how an execution went. */
final class HistoryEvents {

  private HistoryEvents() {}

  static software.amazon.awssdk.services.sfn.model.HistoryEvent sdk(HistoryEvent event) {
    var sdk =
        software.amazon.awssdk.services.sfn.model.HistoryEvent.builder()
            .id(event.id())
            .previousEventId(event.previousId())
            .timestamp(event.at())
            .type(event.type());
    var details = event.details();
    switch (event.type()) {
      case "ExecutionSucceeded" ->
          sdk.executionSucceededEventDetails(
              ExecutionSucceededEventDetails.builder().output(json(details, "output")).build());
      case "ExecutionFailed" ->
          sdk.executionFailedEventDetails(
              ExecutionFailedEventDetails.builder()
                  .error(text(details, "error"))
                  .cause(text(details, "cause"))
                  .build());
      case "TaskFailed" ->
          sdk.taskFailedEventDetails(
              TaskFailedEventDetails.builder()
                  .resourceType(text(details, "resourceType"))
                  .resource(text(details, "resource"))
                  .error(text(details, "error"))
                  .cause(text(details, "cause"))
                  .build());
      case "EvaluationFailed" ->
          sdk.evaluationFailedEventDetails(
              EvaluationFailedEventDetails.builder()
                  .state(text(details, "state"))
                  .location(text(details, "location"))
                  .error(text(details, "error"))
                  .cause(text(details, "cause"))
                  .build());
      default -> states(event, sdk);
    }
    return sdk.build();
  }

  private static void states(
      HistoryEvent event, software.amazon.awssdk.services.sfn.model.HistoryEvent.Builder sdk) {
    if (event.type().endsWith("StateEntered")) {
      sdk.stateEnteredEventDetails(
          StateEnteredEventDetails.builder()
              .name(text(event.details(), "name"))
              .input(json(event.details(), "input"))
              .build());
    } else if (event.type().endsWith("StateExited")) {
      sdk.stateExitedEventDetails(
          StateExitedEventDetails.builder()
              .name(text(event.details(), "name"))
              .output(json(event.details(), "output"))
              .build());
    }
  }

  private static String text(JsonNode details, String field) {
    return details.hasNonNull(field) ? details.get(field).asText() : null;
  }

  private static String json(JsonNode details, String field) {
    return details.has(field) ? details.get(field).toString() : null;
  }
}
