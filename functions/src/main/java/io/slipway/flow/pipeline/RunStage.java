package io.slipway.flow.pipeline;

import io.slipway.aws.TaskTokens;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.Control;
import io.slipway.domain.OperationState;
import io.slipway.domain.PipelineStage;
import io.slipway.domain.Rejected;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.StageEnd;
import io.slipway.domain.Turn;
import io.slipway.operation.Executions;
import io.slipway.operation.StageEnding;
import io.slipway.operation.StageOperations;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Pipeline;
import io.slipway.store.Pipelines;
import io.slipway.store.Precedence;

/**
 * Starts the operation of a stage, or waits for a person. The token that it leaves is resolved by
 * whoever sees that the stage has ended: at once, where it has already.
 */
public final class RunStage extends Step<RunStage.Input, RunStage.Output> {

  /** {@code stage} is its number, from 1. */
  public record Input(String pipelineId, int stage, Turn turn, String token) {}

  /** For people; the machine waits for the token. */
  public record Output(String message) {}

  private final Pipelines pipelines;
  private final StageOperations stages;
  private final Executions executions;
  private final TaskTokens tokens;

  public RunStage() {
    this(Platform.fromEnvironment());
  }

  public RunStage(Platform platform) {
    super(Input.class);
    this.pipelines = new Pipelines(platform);
    this.stages = new StageOperations(platform);
    this.executions = new Executions(platform);
    this.tokens = new TaskTokens(platform);
  }

  @Override
  protected Output run(Input input) {
    var pipeline = pipelines.get(input.pipelineId());
    if (!pipelines.enter(pipeline.id(), input.stage(), input.turn(), input.token())) {
      return resolve(input.token(), cannotGoOn(pipelines.get(pipeline.id())));
    }
    if (pipeline.stage(input.stage()) instanceof PipelineStage.Approval) {
      return new Output("waits for a person");
    }
    return operate(pipeline, input);
  }

  private Output operate(Pipeline pipeline, Input input) {
    try {
      var operation = stages.admit(pipeline, input.stage());
      boolean unused = executions.startOwn(operation);
      return StageEnding.of(pipeline, operation)
          .map(end -> resolve(input.token(), end))
          .orElseGet(() -> new Output(operation.message()));
    } catch (Rejected | ResourceMissing | AwsRefused e) {
      return resolve(input.token(), refused(pipeline, input.stage(), e));
    }
  }

  private StageEnd refused(Pipeline pipeline, int stage, RuntimeException why) {
    boolean late =
        why instanceof Rejected rejected && rejected.code().equals(Precedence.SUPERSEDED);
    var about = pipeline.source() + ": " + pipeline.stage(stage) + ": " + why.getMessage();
    return late
        ? new StageEnd(
            OperationState.SUPERSEDED,
            about + stages.newer(pipeline, stage).map(id -> ", by pipeline " + id).orElse(""))
        : new StageEnd(OperationState.FAILED, about);
  }

  private static StageEnd cannotGoOn(Pipeline pipeline) {
    if (pipeline.state().isTerminal()) {
      return new StageEnd(pipeline.state(), pipeline.message());
    }
    return pipeline.control().filter(Control.ABORT::equals).isPresent()
        ? new StageEnd(OperationState.ABORTED, pipeline.source() + ": aborted")
        : new StageEnd(
            OperationState.FAILED, pipeline.source() + ": it is at a later stage already");
  }

  private Output resolve(String token, StageEnd end) {
    boolean unused = tokens.resolve(token, end);
    return new Output(end.message());
  }
}
