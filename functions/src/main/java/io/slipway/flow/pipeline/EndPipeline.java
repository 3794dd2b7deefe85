package io.slipway.flow.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationState;
import io.slipway.domain.StageEnd;
import io.slipway.operation.FailureReason;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Pipeline;
import io.slipway.store.Pipelines;
import java.util.Optional;

/** Ends a pipeline as its last stage has, or as a step has failed. */
public final class EndPipeline extends Step<EndPipeline.Input, EndPipeline.Output> {

  /**
   * What the machine sends.
   *
   * @param end how its last stage has ended
   * @param error what a state has caught instead: {@code Error} and {@code Cause}
   */
  public record Input(String pipelineId, Optional<StageEnd> end, Optional<JsonNode> error) {}

  /** How it has ended. */
  public record Output(OperationState state, String message) {}

  private final Pipelines pipelines;

  public EndPipeline() {
    this(Platform.fromEnvironment());
  }

  public EndPipeline(Platform platform) {
    super(Input.class);
    this.pipelines = new Pipelines(platform);
  }

  @Override
  protected Output run(Input input) {
    var pipeline = pipelines.get(input.pipelineId());
    var end = input.end().orElseGet(() -> failure(pipeline, input.error()));
    var message =
        end.state() == OperationState.SUCCEEDED ? pipeline.source() + ": done" : end.message();
    var ended = pipelines.end(pipeline.id(), end.state(), message);
    return new Output(ended.state(), ended.message());
  }

  private static StageEnd failure(Pipeline pipeline, Optional<JsonNode> error) {
    return new StageEnd(
        OperationState.FAILED,
        pipeline.source() + ": " + error.map(FailureReason::of).orElse("the reason is not known"));
  }
}
