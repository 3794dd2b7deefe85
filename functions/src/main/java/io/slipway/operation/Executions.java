package io.slipway.operation;

import io.slipway.domain.OperationState;
import io.slipway.domain.RecoveryAttempts;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.store.Operation;
import java.util.Optional;
import java.util.Set;
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

  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");

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
    var unused = start(operation, platform.settings().get("STATE_MACHINE"));
  }

  /**
   * Starts {@code machine} for an operation, unless it has been started before.
   *
   * @return false where it has run already, or does with an input of somebody else's; true where it
   *     runs now
   */
  public boolean start(Operation operation, String machine) {
    if (operation.state().isTerminal() || operation.state() == OperationState.QUEUED) {
      return false;
    }
    return start(operation, machine, operation.ref().operationId(), Json.text(operation.request()));
  }

  /**
   * What the state machine that puts operations back is started with.
   *
   * @param attempt from 1
   */
  public record RecoveryInput(String operationId, int attempt, Problem problem) {}

  /**
   * Sees to it that somebody puts an operation back: starts the first of its attempts that has not
   * run yet, unless one runs.
   *
   * @return false where all of them have ended, and none may be made any more
   */
  public boolean recover(Operation operation, Problem problem) {
    var id = operation.ref().operationId();
    var machine = platform.settings().get("RECOVER_MACHINE");
    for (int attempt : operation.attempts().numbers()) {
      var name = RecoveryAttempts.name(id, attempt);
      var input = Json.text(new RecoveryInput(id, attempt, problem));
      if (start(operation, machine, name, input) || status(machine, name).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private boolean start(Operation operation, String machine, String name, String input) {
    try {
      stepFunctions.startExecution(
          request -> request.stateMachineArn(machine).name(name).input(input));
      return true;
    } catch (ExecutionAlreadyExistsException e) {
      return false;
    } catch (SdkException e) {
      throw new RetryLater(
          "operation " + operation.ref().operationId() + " is recorded but not started yet", e);
    }
  }

  /**
   * How the execution of an operation that {@code machine} was started for has ended, if it has.
   */
  public Optional<String> ended(Operation operation, String machine) {
    return status(machine, operation.ref().operationId());
  }

  /** How an execution that was started has ended; empty while it runs. */
  private Optional<String> status(String machine, String name) {
    var execution = machine.replace(":stateMachine:", ":execution:") + ":" + name;
    var status =
        stepFunctions
            .describeExecution(request -> request.executionArn(execution))
            .statusAsString();
    return Optional.of(status).filter(s -> ENDED.contains(s));
  }
}
