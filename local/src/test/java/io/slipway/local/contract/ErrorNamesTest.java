package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error that a machine reacts to is one that there is, and no failure goes unnoticed. */
class ErrorNamesTest {

  /** Of a task that runs for an hour and is looked at every ten seconds. */
  private static final int MOST_ATTEMPTS = 500;

  /**
   * Errors that Step Functions itself reports.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling
   *     errors in Step Functions workflows</a>
   */
  private static final Set<String> OF_STEP_FUNCTIONS =
      Set.of(
          "States.ALL",
          "States.DataLimitExceeded",
          "States.ExceedToleratedFailureThreshold",
          "States.HeartbeatTimeout",
          "States.Http.Socket",
          "States.ItemReaderFailed",
          "States.Permissions",
          "States.QueryEvaluationError",
          "States.ResultWriterFailed",
          "States.Runtime",
          "States.TaskFailed",
          "States.Timeout");

  /**
   * Errors of the service that pass, and of a function that ended before its handler did.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception">Handle
   *     transient Lambda service exceptions</a>
   */
  private static final Set<String> OF_LAMBDA =
      Set.of(
          "Lambda.ServiceException",
          "Lambda.AWSLambdaException",
          "Lambda.SdkClientException",
          "Lambda.TooManyRequestsException",
          "Lambda.ClientExecutionTimeoutException",
          "Lambda.Unknown",
          "Sandbox.Timedout");

  /**
   * Errors of the optimised integration.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
   */
  private static final Set<String> OF_START_EXECUTION =
      Set.of("StepFunctions.ExecutionAlreadyExistsException");

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuild.html">StartBuild</a>
   */
  private static final Set<String> OF_START_BUILD =
      Set.of("CodeBuild.AccountLimitExceededException");

  private static final String DOMAIN = "io.slipway.domain.";

  static List<Definitions.State> states() {
    return Definitions.machines().stream()
        .flatMap(machine -> machine.states().stream())
        .filter(state -> state.json().has("Retry") || state.json().has("Catch"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("states")
  void everyErrorThatItReactsToExists(Definitions.State state) throws ClassNotFoundException {
    var errors = new TreeSet<>(state.errors("Retry"));
    errors.addAll(state.errors("Catch"));
    errors.removeAll(OF_STEP_FUNCTIONS);
    errors.removeAll(OF_LAMBDA);
    errors.removeAll(OF_START_EXECUTION);
    errors.removeAll(OF_START_BUILD);
    for (var error : errors) {
      assertThat(error).as("a class of io.slipway.domain").startsWith(DOMAIN);
      var type = Class.forName(error, false, getClass().getClassLoader());
      assertThat(Throwable.class).isAssignableFrom(type);
      assertThat(type.getEnclosingClass()).as("a class of its own file").isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#tasks")
  void aTaskTriesAgainByNameWithJitterAndABound(Definitions.State task) {
    assertThat(task.errors("Retry"))
        .contains(
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.TooManyRequestsException",
            DOMAIN + "RetryLater")
        .doesNotContain("States.ALL", "States.TaskFailed");
    assertThat(Shipped.each(task.json().path("Retry")))
        .allSatisfy(
            retry -> {
              assertThat(retry.path("JitterStrategy").asText()).isEqualTo("FULL");
              assertThat(retry.path("MaxAttempts").asInt()).isBetween(1, MOST_ATTEMPTS);
              assertThat(retry.path("MaxDelaySeconds").asInt()).isBetween(1, 300);
              assertThat(retry.path("IntervalSeconds").asInt()).isPositive();
            });
  }

  /** All of our tasks change something, if only the operation's own record. */
  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#tasks")
  void whateverElseHappensToATaskIsCaught(Definitions.State task) {
    var catchers = new ArrayList<>(Shipped.each(task.json().path("Catch")).toList());
    assertThat(catchers).as("Catch").isNotEmpty();
    var last = catchers.removeLast();
    assertThat(Shipped.each(last.path("ErrorEquals")).map(name -> name.asText()))
        .containsExactly("States.ALL");
    assertThat(catchers).noneMatch(catcher -> catcher.toString().contains("States.ALL"));
  }

  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#tasks")
  void onlyWhatEndsAnOperationOrPutsItBackTriesAgainWhateverIsRefused(Definitions.State task) {
    if (!task.name().startsWith("Finish") && !task.machine().isRecovery()) {
      assertThat(task.errors("Retry"))
          .filteredOn(error -> error.startsWith(DOMAIN))
          .containsOnly(DOMAIN + "RetryLater");
    }
  }
}
