package io.slipway.flow.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.operation.FailureReason;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Ending;
import io.slipway.store.Operations;
import java.util.Optional;

/** Ends a shift that has moved all traffic. */
public final class FinishShift extends Step<FinishShift.Input, FinishShift.Output> {

  /** {@code error} is why the old slot could not be given its idle size; absent where it was. */
  public record Input(OperationRef operation, Optional<JsonNode> error) {}

  /** How it ended, and what can be done next. */
  public record Output(OperationState state, String message) {}

  private final Operations operations;

  public FinishShift() {
    this(Platform.fromEnvironment());
  }

  public FinishShift(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = ShiftPlan.of(operations.get(ref.operationId()));
    var error = input.error().filter(JsonNode::isObject);
    var ended = operations.end(ref, Ending.of(OperationState.SUCCEEDED, message(plan, error)));
    return new Output(ended.state(), ended.message());
  }

  private static String message(ShiftPlan plan, Optional<JsonNode> error) {
    var message = new StringBuilder("all traffic goes to ").append(plan.to());
    if (plan.from().release().isPresent()) {
      message
          .append("; ")
          .append(plan.from())
          .append(" is idle, and POST /stacks/rollback with environment prod goes back to it");
    }
    error.ifPresent(
        found ->
            message
                .append("; ")
                .append(plan.from().place())
                .append(" could not be given its idle size and keeps its tasks: ")
                .append(FailureReason.of(found)));
    return message.toString();
  }
}
