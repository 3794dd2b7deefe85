package io.slipway.flow.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Turn;
import io.slipway.operation.Executions;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Continuations;

/**
 * Lets a shift go on in a new execution before the history of this one is too long. The operation
 * records the new one first: where it is not started then, the sweeper starts it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-continue-new.html">Continue
 *     long-running workflows as a new execution</a>
 */
public final class ContinueShift extends Step<ContinueShift.Input, ContinueShift.Output> {

  /**
   * What the machine sends.
   *
   * @param part which execution of the operation this is, from 1
   * @param variables that the next one begins with; they are the machine's own
   */
  public record Input(OperationRef operation, int part, Turn turn, JsonNode variables) {}

  /** The execution in which it goes on. */
  public record Output(String continuedIn) {}

  private final Continuations continuations;
  private final Executions executions;

  public ContinueShift() {
    this(Platform.fromEnvironment());
  }

  public ContinueShift(Platform platform) {
    super(Input.class);
    this.continuations = new Continuations(platform);
    this.executions = new Executions(platform);
  }

  @Override
  protected Output run(Input input) {
    var operation =
        continuations.goOn(input.operation(), input.part(), input.turn(), input.variables());
    boolean unused = executions.startOwn(operation);
    return new Output(operation.execution());
  }
}
