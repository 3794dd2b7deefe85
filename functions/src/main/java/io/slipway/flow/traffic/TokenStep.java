package io.slipway.flow.traffic;

import io.slipway.aws.Alarms;
import io.slipway.aws.TaskTokens;
import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Phase;
import io.slipway.domain.Signal;
import io.slipway.domain.Turn;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Controls;
import io.slipway.store.Operation;
import io.slipway.store.Operations;

/**
 * A state that waits without polling: it leaves its task token on the operation, where a caller's
 * control or an alarm finds it, and the state machine goes on when the token is resolved or its
 * time is over.
 */
abstract class TokenStep extends Step<TokenStep.Input, TokenStep.Output> {

  /** {@code step} is the index of the step in the plan. */
  public record Input(OperationRef operation, int step, Turn turn, String token) {}

  /** What a person reads while it waits; the state machine does not look at it. */
  public record Output(String waitingFor) {}

  private final Operations operations;
  private final Controls controls;
  private final Alarms alarms;
  private final TaskTokens tokens;

  TokenStep(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.alarms = new Alarms(platform);
    this.tokens = new TaskTokens(platform);
  }

  abstract Phase phase();

  /** What the operation waits for, for people. */
  abstract String waitingFor(Shift shift);

  /** What is put down before the wait begins. */
  void begin(Shift shift, String waitingFor) {}

  @Override
  protected final Output run(Input input) {
    var operation = operations.get(input.operation().operationId());
    var shift = Shift.of(operation, input.operation(), input.step());
    var waitingFor = waitingFor(shift);
    begin(shift, waitingFor);
    var pending = controls.waitFor(shift.ref(), phase(), input.turn(), input.token(), waitingFor);
    if (pending.aborted()) {
      resolve(input.token(), Signal.of(Control.ABORT));
    } else if (pending.alarm().isPresent()) {
      resolve(input.token(), Signal.ALARM);
    } else {
      look(operation, shift.plan());
    }
    return new Output(waitingFor);
  }

  /** An alarm that went off before the token was there has told nobody who could end the wait. */
  private void look(Operation operation, ShiftPlan plan) {
    var objections = alarms.objections(plan.alarms());
    if (!objections.isEmpty()) {
      controls
          .raise(operation, String.join("; ", objections))
          .ifPresent(token -> resolve(token, Signal.ALARM));
    }
  }

  /**
   * Where an earlier run of this same task, whose answer was lost, has resolved it, all is well.
   */
  private void resolve(String token, Signal signal) {
    var unused = tokens.resolve(token, signal);
  }
}
