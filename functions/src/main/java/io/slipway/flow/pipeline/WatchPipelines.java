package io.slipway.flow.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.TaskTokens;
import io.slipway.domain.OperationState;
import io.slipway.domain.StageEnd;
import io.slipway.operation.EndedExecution;
import io.slipway.operation.PipelineExecutions;
import io.slipway.operation.StageEnding;
import io.slipway.operation.StageOperations;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.runtime.Turns;
import io.slipway.store.Pipeline;
import io.slipway.store.Pipelines;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells pipelines that wait for an operation how it has ended, and ends those whose execution has
 * ended before them. Invoked when an execution has ended, for one; and every minute for all, since
 * such events may get lost, and what ends in the queue has no execution.
 */
public final class WatchPipelines extends Step<JsonNode, WatchPipelines.Output> {

  /** What has not been looked at by then is so in one of the next minutes. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** The pipelines that were told, or ended. */
  public record Output(List<String> pipelineIds) {}

  private final Pipelines pipelines;
  private final StageOperations stages;
  private final PipelineExecutions executions;
  private final TaskTokens tokens;
  private final Clock clock;

  public WatchPipelines() {
    this(Platform.fromEnvironment());
  }

  public WatchPipelines(Platform platform) {
    super(JsonNode.class);
    this.pipelines = new Pipelines(platform);
    this.stages = new StageOperations(platform);
    this.executions = new PipelineExecutions(platform);
    this.tokens = new TaskTokens(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(JsonNode event) {
    var latest = clock.instant().plus(LONGEST);
    var told = new ArrayList<String>();
    var failures = new ArrayList<RuntimeException>();
    for (var id : due(event)) {
      if (clock.instant().isAfter(latest)) {
        break;
      }
      try {
        pipelines.find(id).filter(this::look).ifPresent(pipeline -> told.add(pipeline.id()));
      } catch (RuntimeException e) {
        // one that cannot be told does not keep the others from it
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return new Output(told);
  }

  /** The one whose operation or execution has ended; all on the schedule. */
  private List<String> due(JsonNode event) {
    return EndedExecution.operationId(event)
        .map(
            id -> pipelines.of(id).or(() -> pipelines.find(id)).stream().map(Pipeline::id).toList())
        .orElseGet(() -> Turns.of(pipelines.running(), clock.instant()));
  }

  private boolean look(Pipeline pipeline) {
    if (pipeline.state().isTerminal()) {
      return false;
    }
    boolean told =
        pipeline.token().isPresent()
            && end(pipeline).filter(end -> tokens.resolve(pipeline.token().get(), end)).isPresent();
    return told || endWithItsExecution(pipeline);
  }

  private Optional<StageEnd> end(Pipeline pipeline) {
    return stages
        .find(pipeline, pipeline.stage())
        .flatMap(operation -> StageEnding.of(pipeline, operation));
  }

  private boolean endWithItsExecution(Pipeline pipeline) {
    var status = executions.ended(pipeline);
    status.ifPresent(
        ended -> {
          var unused =
              pipelines.end(
                  pipeline.id(),
                  OperationState.FAILED,
                  pipeline.source() + ": its execution has ended as " + ended + " before it");
        });
    return status.isPresent();
  }
}
