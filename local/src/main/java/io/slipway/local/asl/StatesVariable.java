package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.asl.definition.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Builds {@code $states}: what a state's expressions read, with the context object in it. */
final class StatesVariable {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private StatesVariable() {}

  static ObjectNode of(Execution execution, Frame frame) {
    var states = JsonNodeFactory.instance.objectNode();
    states.set("input", frame.input);
    states.set("context", context(execution, frame));
    return states;
  }

  static String time(Instant instant) {
    return MILLIS.format(instant);
  }

  private static ObjectNode context(Execution execution, Frame frame) {
    var context = JsonNodeFactory.instance.objectNode();
    context
        .putObject("Execution")
        .put("Id", execution.arn)
        .<ObjectNode>set("Input", execution.input)
        .put("StartTime", time(execution.startedAt))
        .put("Name", execution.name)
        .put("RoleArn", execution.roleArn)
        .put("RedriveCount", 0);
    context
        .putObject("StateMachine")
        .put("Id", execution.machineArn)
        .put("Name", execution.machineName);
    var state =
        context
            .putObject("State")
            .put("Name", frame.state)
            .put("EnteredTime", time(frame.enteredAt));
    if (mayRetry(frame)) {
      state.put("RetryCount", frame.retryCount);
    }
    item(frame).ifPresent(map -> context.set("Map", map));
    if (frame.call != null && frame.call.token != null) {
      context.putObject("Task").put("Token", frame.call.token);
    }
    return context;
  }

  /** Only states that have a Retry count their retries. */
  private static boolean mayRetry(Frame frame) {
    return switch (frame.flow.states().get(frame.state)) {
      case State.Task task -> true;
      case State.Parallel parallel -> true;
      case State.Map map -> true;
      default -> false;
    };
  }

  /** The item of the innermost iteration that the frame is in. */
  private static Optional<JsonNode> item(Frame frame) {
    for (var at = frame; at != null; at = at.parent) {
      if (at.item != null) {
        return Optional.of(item(at.index, at.item));
      }
    }
    return Optional.empty();
  }

  static JsonNode item(int index, JsonNode value) {
    var map = JsonNodeFactory.instance.objectNode();
    map.putObject("Item").put("Index", index).set("Value", value);
    return map;
  }
}
