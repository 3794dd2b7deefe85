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
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/**
 * Starts the execution of an operation: the operation says what it is called, so starting it twice
 * is starting it once.
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
   * Starts the machine of an operation's kind for it, unless it has been started before.
   *
   * @return false where it has run already, or does with an input of somebody else's; true where it
   *     runs now
   */
  public boolean startOwn(Operation operation) {
    return start(operation, machine(operation));
  }

  private boolean start(Operation operation, String machine) {
    if (operation.state().isTerminal() || operation.state() == OperationState.QUEUED) {
      return false;
    }
    return start(operation, machine, operation.execution(), input(operation));
  }

  /**
   * What an execution is started with that goes on with an operation. The rest is in the record of
   * the operation: whoever may start executions can write any input.
   */
  public record Next(String operationId) {}

  private static String input(Operation operation) {
    return operation
        .continuation()
        .map(next -> Json.text(new Next(operation.ref().operationId())))
        .orElseGet(() -> Json.text(operation.request()));
  }

  /** The ARN of the execution that works for an operation. */
  public String arn(Operation operation) {
    return arn(machine(operation), operation.execution());
  }

  private String machine(Operation operation) {
    return platform.settings().get(operation.kind().name() + "_MACHINE");
  }

  private static String arn(String machine, String name) {
    return machine.replace(":stateMachine:", ":execution:") + ":" + name;
  }

  /**
   * What the state machine that puts operations back is started with.
   *
   * @param attempt from 1
   * @param execution that cannot go on
   */
  public record RecoveryInput(String operationId, int attempt, Problem problem, String execution) {}

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
      var input = Json.text(new RecoveryInput(id, attempt, problem, operation.execution()));
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
   * Stops the execution that works for an operation, and with it what it waits for; does nothing
   * where it has ended or was never started.
   *
   * @throws RetryLater where Step Functions does not answer
   */
  public void stop(Operation operation, String why) {
    try {
      stepFunctions.stopExecution(
          request -> request.executionArn(arn(operation)).error("Aborted").cause(why));
    } catch (ExecutionDoesNotExistException e) {
      // the sweeper starts it, and stops it then
    } catch (SdkException e) {
      throw new RetryLater(
          "operation " + operation.ref().operationId() + " is to be aborted, but goes on yet", e);
    }
  }

  /** How the execution that works for an operation has ended, if it has. */
  public Optional<String> ended(Operation operation) {
    return status(machine(operation), operation.execution());
  }

  /** How an execution that was started has ended; empty while it runs. */
  private Optional<String> status(String machine, String name) {
    var status =
        stepFunctions
            .describeExecution(request -> request.executionArn(arn(machine, name)))
            .statusAsString();
    return Optional.of(status).filter(s -> ENDED.contains(s));
  }
}
