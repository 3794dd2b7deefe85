package io.slipway.flow.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationState;
import io.slipway.domain.PipelineStage;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.Span;
import io.slipway.operation.PipelinePlanner;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Deliveries;
import io.slipway.store.Pipeline;
import io.slipway.store.PipelineId;
import io.slipway.store.Pipelines;
import java.time.Duration;
import java.util.List;

/**
 * Finds what a delivery causes by the rules of its webhook, and writes the pipeline. Where that is
 * nothing, or nothing that the application can do, the pipeline has ended with that.
 */
public final class StartPipeline extends Step<StartPipeline.Input, StartPipeline.Output> {

  /**
   * How long the end of an operation is waited for before it is looked at again; the event of its
   * end and the minute's look come first, as a rule.
   */
  private static final Duration LOOK_AGAIN = Duration.ofDays(1);

  /**
   * What the machine sends.
   *
   * @param pipelineId the name of the execution
   * @param request the input of the execution, which anybody may have written: a {@link Request}
   */
  public record Input(String pipelineId, JsonNode request) {}

  /** Which delivery of which webhook it is for. */
  public record Request(String webhook, String delivery) {}

  /**
   * What the machine gets.
   *
   * @param state RUNNING, or how it has ended already
   * @param stages in their order
   */
  public record Output(String pipelineId, OperationState state, List<Stage> stages) {}

  /**
   * What the machine needs to know of a stage.
   *
   * @param approval whether a person ends it, who is not waited for any longer then
   * @param seconds how long its end is waited for
   * @param within the same for people
   */
  public record Stage(boolean approval, long seconds, String within) {}

  private final Deliveries deliveries;
  private final PipelinePlanner planner;
  private final Pipelines pipelines;

  public StartPipeline() {
    this(Platform.fromEnvironment());
  }

  public StartPipeline(Platform platform) {
    super(Input.class);
    this.deliveries = new Deliveries(platform);
    this.planner = new PipelinePlanner(platform);
    this.pipelines = new Pipelines(platform);
  }

  @Override
  protected Output run(Input input) {
    var request = Json.read(input.request(), Request.class);
    var webhook = request.webhook();
    var id = request.delivery();
    requireName(input.pipelineId(), PipelineId.of(webhook, id));
    var delivery =
        deliveries
            .find(webhook, id)
            .orElseThrow(
                () ->
                    new Rejected(
                        404,
                        "unknown-delivery",
                        "there is no delivery "
                            + Quoted.of(id)
                            + " that says of a change; deliveries are kept for 90 days"));
    var pipeline = pipelines.start(planner.plan(input.pipelineId(), delivery));
    deliveries.taken(webhook, id);
    return output(pipeline);
  }

  /** So that a delivery has one pipeline, also where somebody starts it by hand. */
  private static void requireName(String name, String required) {
    if (!name.equals(required)) {
      throw Rejected.invalid(
          "name", "the execution for this delivery is called " + required + ", not " + name);
    }
  }

  private static Output output(Pipeline pipeline) {
    return new Output(
        pipeline.id(),
        pipeline.state(),
        pipeline.stages().stream().map(StartPipeline::stage).toList());
  }

  private static Stage stage(PipelineStage stage) {
    var within = stage instanceof PipelineStage.Approval approval ? approval.within() : LOOK_AGAIN;
    return new Stage(stage instanceof PipelineStage.Approval, within.toSeconds(), Span.of(within));
  }
}
