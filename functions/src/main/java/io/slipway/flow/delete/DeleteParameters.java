package io.slipway.flow.delete;

import io.slipway.domain.OperationRef;
import io.slipway.operation.ParameterRemoval;
import io.slipway.operation.WebhookSetup;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.Map;

/**
 * Deletes the parameters of an application in every environment and every version, so many at a
 * time as fit into one run, and its webhooks with their secrets. No task that reads parameters is
 * left by then, and nobody can add any, since the application is being deleted.
 */
public final class DeleteParameters extends Step<DeleteParameters.Input, DeleteParameters.Output> {

  /** The operation. */
  public record Input(OperationRef operation) {}

  /**
   * How far it is.
   *
   * @param done whether there is none left
   * @param left how many there still are
   */
  public record Output(boolean done, int left) {}

  private final Progress progress;
  private final ParameterRemoval removal;
  private final WebhookSetup webhooks;

  public DeleteParameters() {
    this(Platform.fromEnvironment());
  }

  public DeleteParameters(Platform platform) {
    super(Input.class);
    this.progress = new Progress(platform);
    this.removal = new ParameterRemoval(platform);
    this.webhooks = new WebhookSetup(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var step = StepName.of("DeleteParameters", "");
    progress.begin(
        ref, step, "deletes the parameters and webhooks of '" + ref.applicationName() + "'");
    int left = removal.removeSome(ref.applicationName());
    if (left == 0) {
      webhooks.removeAll(ref.applicationName());
      progress.done(ref, step, "no parameter and no webhook is left", Map.of("left", left));
    }
    return new Output(left == 0, left);
  }
}
