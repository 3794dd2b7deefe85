package io.slipway.operation;

import io.slipway.domain.RetryLater;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.store.Operation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Starts the execution of an operation: it bears the operation's id, so starting it twice is
 * starting it once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">
 *     StartExecution is idempotent by name and input while the execution runs</a>
 */
public final class Executions {

  private final SfnClient stepFunctions;
  private final Platform platform;

  public Executions(Platform platform) {
    this.stepFunctions = platform.stepFunctions();
    this.platform = platform;
  }

  /**
   * Starts the state machine of this function's settings for an operation, unless it has been
   * started before.
   *
   * @throws RetryLater where Step Functions does not answer; the operation stays, and the sweeper
   *     starts it
   */
  public void start(Operation operation) {
    start(operation, platform.settings().get("STATE_MACHINE"));
  }

  /** Starts {@code machine} for an operation, unless it has been started before. */
  public void start(Operation operation, String machine) {
    if (operation.state().isTerminal()) {
      return;
    }
    try {
      stepFunctions.startExecution(
          request ->
              request
                  .stateMachineArn(machine)
                  .name(operation.ref().operationId())
                  .input(Json.text(operation.request())));
    } catch (ExecutionAlreadyExistsException e) {
      // it runs, or has ended: either way it was started
    } catch (SdkException e) {
      throw new RetryLater(
          "operation " + operation.ref().operationId() + " is recorded but not started yet", e);
    }
  }
}
