package io.slipway.flow.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Quoted;
import io.slipway.operation.Executions;
import io.slipway.operation.ShiftFacts;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Continuation;
import io.slipway.store.Operation;
import io.slipway.store.Operations;

/**
 * Gives an execution that goes on with a shift what the one before has left, where the operation
 * says that it is the one. Its input is not to be trusted: somebody may have written it.
 */
public final class TakeUpShift extends Step<TakeUpShift.Input, TakeUpShift.Output> {

  /**
   * What the machine sends.
   *
   * @param operationId what the input of the execution names
   * @param executionArn this execution
   */
  public record Input(String operationId, String executionArn) {}

  /**
   * What the machine gets.
   *
   * @param part which execution of the operation this is, from 2
   * @param variables as ContinueShift was given them
   */
  public record Output(OperationRef operation, ShiftFacts facts, int part, JsonNode variables) {}

  private final Operations operations;
  private final Executions executions;

  public TakeUpShift() {
    this(Platform.fromEnvironment());
  }

  public TakeUpShift(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.executions = new Executions(platform);
  }

  @Override
  protected Output run(Input input) {
    var operation = operations.find(input.operationId());
    var continuation =
        operation
            .filter(found -> isExpected(found, input.executionArn()))
            .flatMap(Operation::continuation)
            .orElseThrow(
                () -> refused(input, "does not expect this execution; nothing was changed"));
    var found = operation.orElseThrow();
    if (found.state() != OperationState.RUNNING || found.recovery().isPresent()) {
      throw refused(input, "is being put back, or has ended; nothing goes on from here");
    }
    return output(found, continuation);
  }

  private boolean isExpected(Operation operation, String executionArn) {
    return operation.continuation().isPresent() && executions.arn(operation).equals(executionArn);
  }

  private static Output output(Operation operation, Continuation continuation) {
    return new Output(
        operation.ref(),
        ShiftPlan.of(operation).facts(),
        continuation.part(),
        continuation.variables());
  }

  private static OperationSuperseded refused(Input input, String why) {
    return new OperationSuperseded("operation " + Quoted.of(input.operationId()) + " " + why);
  }
}
