package io.slipway.flow.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.domain.Rejected;
import io.slipway.operation.FailureReason;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Ending;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.util.Optional;

/**
 * Ends an operation that cannot go on, with a reason that a person can read. Its machine has put
 * back what it changed before it comes here.
 *
 * <p>Takes the name of the execution rather than what the first task answered, so that an operation
 * whose first answer was lost is ended, too. Leaves alone what has ended already, and what never
 * began.
 */
public final class FailOperation extends Step<FailOperation.Input, FailOperation.Output> {

  /**
   * What the machine sends.
   *
   * @param operationId the name of the execution
   * @param error the error output of the Catch: {@code Error} and {@code Cause}
   * @param outcome how the operation ended; FAILED where it is absent
   */
  public record Input(String operationId, JsonNode error, Optional<OperationState> outcome) {}

  /**
   * What becomes of the execution.
   *
   * @param state how the operation has ended; empty where it never began
   * @param reason the reason, in one line
   */
  public record Output(Optional<OperationState> state, String reason) {}

  private final Operations operations;

  public FailOperation() {
    this(Platform.fromEnvironment());
  }

  public FailOperation(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
  }

  @Override
  protected Output run(Input input) {
    var reason = FailureReason.of(input.error());
    return operations
        .find(input.operationId())
        .map(operation -> end(operation, input.outcome().orElse(OperationState.FAILED), reason))
        .orElseGet(() -> new Output(Optional.empty(), reason));
  }

  private Output end(Operation operation, OperationState outcome, String reason) {
    var ended =
        operation.state().isTerminal()
            ? operation
            : operations.end(
                operation.ref(), Ending.of(outcome, sentence(outcome, reason) + next(operation)));
    return new Output(Optional.of(ended.state()), reason);
  }

  private static String next(Operation operation) {
    return operation.kind() == OperationKind.DELETE_STACK
        ? ". '"
            + operation.ref().applicationName()
            + "' stays as BROKEN: remove the cause, then DELETE /stacks goes on from there"
        : "";
  }

  private static String sentence(OperationState outcome, String reason) {
    return switch (outcome) {
      case FAILED -> "failed: " + reason;
      case ROLLED_BACK -> "rolled back: " + reason;
      case ABORTED -> "aborted: " + reason;
      case QUEUED, RUNNING, SUCCEEDED, SUPERSEDED ->
          throw Rejected.invalid(
              "outcome", "FAILED, ROLLED_BACK and ABORTED are allowed, but got " + outcome);
    };
  }
}
