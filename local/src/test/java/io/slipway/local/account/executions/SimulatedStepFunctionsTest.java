package io.slipway.local.account.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.asl.StateMachines;
import io.slipway.local.data.Changes;
import io.slipway.local.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Step Functions as a handler meets it. */
class SimulatedStepFunctionsTest {

  private static final String MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:ask";
  private static final String DEFINITION =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {"Ask": {"Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Arguments": {"FunctionName": "ask"}, "TimeoutSeconds": 60, "HeartbeatSeconds": 20, "End": true}}}
      """;

  private final VirtualTimeline timeline =
      new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<String> tokens = new ArrayList<>();
  private final StateMachines machines =
      new StateMachines(
          timeline,
          (call, reply) -> {
            tokens.add(call.taskToken().orElseThrow());
            reply.succeed(JsonNodeFactory.instance.objectNode());
          },
          new Random(1),
          Changes.FORGOTTEN);
  private final SimulatedStepFunctions sfn = new SimulatedStepFunctions(machines, new Random(2));

  SimulatedStepFunctionsTest() {
    machines.define(MACHINE, "ask", DEFINITION);
  }

  private String start(String name, String input) {
    var arn = sfn.startExecution(r -> r.stateMachineArn(MACHINE).name(name).input(input));
    return arn.executionArn();
  }

  @Test
  void aTokenEndsItsTaskOnce() {
    var arn = start("one", "{}");
    timeline.runFor(Duration.ofSeconds(1));
    sfn.sendTaskSuccess(r -> r.taskToken(tokens.getFirst()).output("{\"go\": true}"));
    timeline.runFor(Duration.ofSeconds(1));

    var ended = sfn.describeExecution(r -> r.executionArn(arn));
    assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(ended.output()).isEqualTo("{\"go\":true}");
    assertThatThrownBy(() -> sfn.sendTaskSuccess(r -> r.taskToken(tokens.getFirst()).output("1")))
        .isInstanceOf(TaskTimedOutException.class)
        .hasMessageContaining("Task Timed Out: 'Provided task does not exist anymore'");
  }

  @Test
  void heartbeatsKeepATaskUntilItsTimeout() {
    var arn = start("one", "{}");
    timeline.runFor(Duration.ofSeconds(15));
    sfn.sendTaskHeartbeat(r -> r.taskToken(tokens.getFirst()));
    timeline.runFor(Duration.ofSeconds(15));
    assertThat(sfn.describeExecution(r -> r.executionArn(arn)).status())
        .isEqualTo(ExecutionStatus.RUNNING);
    timeline.runFor(Duration.ofSeconds(10));
    var ended = sfn.describeExecution(r -> r.executionArn(arn));
    assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(ended.error()).isEqualTo("States.Timeout");
    assertThat(ended.cause()).isNull();
  }

  @Test
  void aNameIsTakenUnlessItIsTheSameStart() {
    var arn = start("one", "{\"a\": 1}");
    assertThat(start("one", "{ \"a\": 1 }")).isEqualTo(arn);
    assertThatThrownBy(() -> start("one", "{}"))
        .isInstanceOf(ExecutionAlreadyExistsException.class);
    sfn.stopExecution(r -> r.executionArn(arn).error("E").cause("c"));
    assertThatThrownBy(() -> start("one", "{\"a\": 1}"))
        .isInstanceOf(ExecutionAlreadyExistsException.class);
    assertThat(sfn.describeExecution(r -> r.executionArn(arn)).status())
        .isEqualTo(ExecutionStatus.ABORTED);
  }

  @Test
  void mistakesAreRefusedAsTheServiceDoes() {
    assertThatThrownBy(() -> sfn.startExecution(r -> r.stateMachineArn(MACHINE + "x").name("a")))
        .isInstanceOf(StateMachineDoesNotExistException.class);
    assertThatThrownBy(() -> start("a b", "{}")).isInstanceOf(InvalidNameException.class);
    assertThatThrownBy(() -> start("a", "{nope"))
        .isInstanceOf(InvalidExecutionInputException.class);
    assertThatThrownBy(() -> sfn.sendTaskHeartbeat(r -> r.taskToken("none")))
        .isInstanceOf(InvalidTokenException.class);
    assertThatThrownBy(() -> sfn.listStateMachines(r -> {}))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void listsComeInPagesNewestFirst() {
    start("one", "{}");
    timeline.runFor(Duration.ofSeconds(1));
    start("two", "{}");
    var first = sfn.listExecutions(r -> r.stateMachineArn(MACHINE).maxResults(1));
    assertThat(first.executions().getFirst().name()).isEqualTo("two");
    var second =
        sfn.listExecutions(
            r -> r.stateMachineArn(MACHINE).maxResults(1).nextToken(first.nextToken()));
    assertThat(second.executions().getFirst().name()).isEqualTo("one");
    assertThat(second.nextToken()).isNull();
  }
}
