package io.slipway.api;

import io.slipway.aws.TaskTokens;
import io.slipway.domain.Control;
import io.slipway.domain.OperationState;
import io.slipway.domain.Rejected;
import io.slipway.domain.StageEnd;
import io.slipway.operation.PipelineProgress;
import io.slipway.runtime.Platform;
import io.slipway.store.Controls;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Pipeline;
import io.slipway.store.Pipelines;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is told to a pipeline: to approve where it waits for a person, and to abort; the rest is for
 * the operation that it waits for.
 */
final class PipelineControl {

  private final Pipelines pipelines;
  private final Operations operations;
  private final Controls controls;
  private final TaskTokens tokens;

  PipelineControl(Platform platform) {
    this.pipelines = new Pipelines(platform);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.tokens = new TaskTokens(platform);
  }

  /** The pipeline of this id; empty where there is none. */
  Optional<Pipeline> find(String id) {
    return pipelines.find(id);
  }

  /** The operation that a control is for; empty where it is for the pipeline itself. */
  Optional<Operation> operation(Pipeline pipeline) {
    return PipelineProgress.of(pipeline, operations).current();
  }

  /** Sees to it that no stage begins after the one whose operation is aborted. */
  void stopAfter(Pipeline pipeline, String caller, Optional<String> reason) {
    if (pipeline.control().isEmpty()) {
      var unused = pipelines.ask(pipeline, Control.ABORT, caller, reason, Optional.empty());
    }
  }

  /**
   * Tells a pipeline that waits for no operation.
   *
   * @return what is said of it
   * @throws Rejected 409 where it does not apply
   */
  String tell(
      Pipeline pipeline,
      Control control,
      String caller,
      Optional<String> reason,
      Optional<IdempotencyKey> key) {
    var before = key.flatMap(controls::askedWith);
    if (before.isPresent()) {
      before.get().token().ifPresent(token -> resolve(token, control, caller, reason));
      return "the pipeline was told to " + control;
    }
    if (control == Control.ABORT && pipeline.state().isTerminal()) {
      return "nothing to abort: the pipeline has ended as " + pipeline.state();
    }
    require(pipeline, control);
    var token = pipelines.ask(pipeline, control, caller, reason, key);
    boolean told = token.isPresent() && resolve(token.get(), control, caller, reason);
    if (!told && control != Control.ABORT) {
      throw Controls.movedOn();
    }
    return "the pipeline was told to " + control;
  }

  private void require(Pipeline pipeline, Control control) {
    if (pipeline.state().isTerminal()) {
      throw new Rejected(
          409, "ended", "cannot " + control + ": the pipeline has ended as " + pipeline.state());
    }
    var allowed = PipelineProgress.of(pipeline, operations).controls();
    if (!allowed.contains(control)) {
      throw new Rejected(
          409,
          "does-not-apply",
          "cannot "
              + control
              + " now; what applies: "
              + allowed.stream().map(Control::toString).collect(Collectors.joining(", ")));
    }
  }

  private boolean resolve(String token, Control control, String caller, Optional<String> reason) {
    var because = reason.map(text -> ": " + text).orElse("");
    return tokens.resolve(
        token,
        control == Control.ABORT
            ? new StageEnd(OperationState.ABORTED, "aborted by " + caller + because)
            : new StageEnd(OperationState.SUCCEEDED, "approved by " + caller + because));
  }
}
