package io.slipway.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.asl.StateMachines;
import io.slipway.local.asl.Status;
import io.slipway.local.asl.Transitioned;
import io.slipway.local.time.Timeline;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.List;

/**
 * Tells EventBridge of executions that have ended.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step
 *     Functions Execution Status Change</a>
 */
final class EndedExecutions implements Transitioned {

  private final Kernel kernel;
  private final StateMachines machines;
  private final Timeline timeline;

  EndedExecutions(Kernel kernel, StateMachines machines, Timeline timeline) {
    this.kernel = kernel;
    this.machines = machines;
    this.timeline = timeline;
  }

  @Override
  public void entered(String machineArn, String executionArn, String stateName) {}

  @Override
  public void exited(String machineArn, String executionArn, String stateName) {}

  @Override
  public void ended(String machineArn, String executionArn, Status status) {
    timeline.after(Duration.ZERO, () -> publish(machineArn, executionArn, status));
  }

  private void publish(String machineArn, String executionArn, Status status) {
    var detail = JsonNodeFactory.instance.objectNode();
    detail.put("executionArn", executionArn).put("stateMachineArn", machineArn);
    detail.put("name", executionArn.substring(executionArn.lastIndexOf(':') + 1));
    detail.put("status", status.name());
    machines
        .describe(executionArn)
        .ifPresent(execution -> detail.put("input", Json.text(execution.input())));
    detail.putObject("inputDetails").put("included", true);
    kernel.run(
        () ->
            kernel.publish(
                "aws.states",
                "Step Functions Execution Status Change",
                List.of(executionArn),
                detail));
  }
}
