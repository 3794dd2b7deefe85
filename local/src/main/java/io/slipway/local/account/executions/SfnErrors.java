package io.slipway.local.account.executions;

import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.asl.ExecutionExists;
import io.slipway.local.asl.NoSuchExecution;
import io.slipway.local.asl.NoSuchMachine;
import io.slipway.local.asl.TokenRefused;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * The errors of Step Functions, with the codes and words of the service.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 */
final class SfnErrors {

  private SfnErrors() {}

  /** Does {@code call}; what it refuses becomes the SDK's exception. */
  static <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (NoSuchMachine e) {
      throw error(StateMachineDoesNotExistException.builder(), "StateMachineDoesNotExist", e);
    } catch (NoSuchExecution e) {
      throw error(ExecutionDoesNotExistException.builder(), "ExecutionDoesNotExist", e);
    } catch (ExecutionExists e) {
      throw error(ExecutionAlreadyExistsException.builder(), "ExecutionAlreadyExists", e);
    } catch (TokenRefused e) {
      throw e.isOfTaskThatIsOver()
          ? error(TaskTimedOutException.builder(), "TaskTimedOut", e)
          : error(InvalidTokenException.builder(), "InvalidToken", e);
    }
  }

  static AwsServiceException invalidInput(String detail) {
    return error(
        InvalidExecutionInputException.builder(),
        "InvalidExecutionInput",
        "Invalid State Machine Execution Input: '" + detail + "'");
  }

  static AwsServiceException invalidOutput(String detail) {
    return error(
        InvalidOutputException.builder(), "InvalidOutput", "Invalid Output: '" + detail + "'");
  }

  static AwsServiceException invalidPage(String token) {
    return error(InvalidTokenException.builder(), "InvalidToken", "Invalid Token: '" + token + "'");
  }

  static AwsServiceException invalidName(String name) {
    return error(InvalidNameException.builder(), "InvalidName", "Invalid Name: '" + name + "'");
  }

  private static AwsServiceException error(
      AwsServiceException.Builder type, String code, RuntimeException refused) {
    return error(type, code, refused.getMessage());
  }

  private static AwsServiceException error(
      AwsServiceException.Builder type, String code, String message) {
    return AwsErrors.badRequest(type, "Sfn", code, message);
  }
}
