package io.slipway.operation;

import io.slipway.runtime.Platform;
import io.slipway.store.Pipeline;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The executions of pipelines, each called like its pipeline. */
public final class PipelineExecutions {

  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");

  private final SfnClient stepFunctions;
  private final String machine;

  public PipelineExecutions(Platform platform) {
    this.stepFunctions = platform.stepFunctions();
    this.machine = platform.settings().get("PIPELINE_MACHINE");
  }

  /** How the execution of a pipeline has ended; empty while it runs. */
  public Optional<String> ended(Pipeline pipeline) {
    var arn = machine.replace(":stateMachine:", ":execution:") + ":" + pipeline.id();
    var status =
        stepFunctions.describeExecution(request -> request.executionArn(arn)).statusAsString();
    return Optional.of(status).filter(ENDED::contains);
  }
}
