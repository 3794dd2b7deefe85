package io.slipway.operation;

import io.slipway.domain.CommitStatus;
import io.slipway.domain.OperationState;
import io.slipway.domain.PipelineStage;
import io.slipway.runtime.Settings;
import io.slipway.store.Pipeline;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** What is said beside a commit of how far its pipeline is. */
public final class CommitReport {

  private CommitReport() {}

  /**
   * The status as it is now. One pipeline has one, whatever its stages are.
   *
   * @param stage that it has come to at least, from 1
   */
  public static CommitStatus of(Pipeline pipeline, int stage, Settings settings) {
    int now = Math.min(Math.max(stage, pipeline.stage()), pipeline.stages().size());
    return new CommitStatus(
        state(pipeline, now),
        context(pipeline),
        description(pipeline, now),
        Optional.of(URI.create(settings.get("API_URL") + "/operations/" + pipeline.id())));
  }

  /** The same for every push, so that a branch can require it. */
  static String context(Pipeline pipeline) {
    return "slipway/" + pipeline.application() + "/" + pipeline.source().event();
  }

  private static CommitStatus.State state(Pipeline pipeline, int stage) {
    return switch (pipeline.state()) {
      case SUCCEEDED -> CommitStatus.State.SUCCEEDED;
      case ABORTED, SUPERSEDED -> CommitStatus.State.STOPPED;
      case FAILED, ROLLED_BACK -> CommitStatus.State.FAILED;
      case QUEUED, RUNNING, NEEDS_ATTENTION ->
          pipeline.stage(stage) instanceof PipelineStage.Approval
              ? CommitStatus.State.PENDING
              : CommitStatus.State.RUNNING;
    };
  }

  private static String description(Pipeline pipeline, int stage) {
    if (pipeline.state().isTerminal()) {
      return pipeline.state() == OperationState.SUCCEEDED
          ? "done: " + String.join(", ", pipeline.stages().stream().map(Object::toString).toList())
          : pipeline.state().name().toLowerCase(Locale.ROOT) + ": " + pipeline.message();
    }
    return stage + " of " + pipeline.stages().size() + ": " + pipeline.stage(stage);
  }
}
