package io.slipway.flow.traffic;

import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Phase;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Controls;
import io.slipway.store.Operations;
import java.util.Map;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * A state that waits without polling: it leaves its task token on the operation, where a caller's
 * control finds it, and the state machine goes on when the token is resolved or its time is over.
 */
abstract class TokenStep extends Step<TokenStep.Input, TokenStep.Output> {

  /** {@code step} is the index of the step in the plan. */
  public record Input(OperationRef operation, int step, String token) {}

  /** What a person reads while it waits; the state machine does not look at it. */
  public record Output(String waitingFor) {}

  private final Operations operations;
  private final Controls controls;
  private final SfnClient stepFunctions;

  TokenStep(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.stepFunctions = platform.stepFunctions();
  }

  abstract Phase phase();

  /** What the operation waits for, for people. */
  abstract String waitingFor(Shift shift);

  @Override
  protected final Output run(Input input) {
    var waitingFor = waitingFor(Shift.of(operations, input.operation(), input.step()));
    controls
        .waitFor(input.operation(), phase(), input.token(), waitingFor)
        .ifPresent(control -> resolve(input.token(), control));
    return new Output(waitingFor);
  }

  private void resolve(String token, Control control) {
    try {
      stepFunctions.sendTaskSuccess(
          request ->
              request.taskToken(token).output(Json.text(Map.of("control", control.toString()))));
    } catch (TaskTimedOutException | TaskDoesNotExistException e) {
      // resolved by an earlier run of this same task, whose answer was lost
    }
  }
}
