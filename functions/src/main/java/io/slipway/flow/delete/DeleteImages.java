package io.slipway.flow.delete;

import io.slipway.aws.Repository;
import io.slipway.domain.OperationRef;
import io.slipway.operation.DeleteStackPlan;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.Map;

/**
 * Deletes the images of an application, so many at a time as fit into one run. The machine comes
 * here on request only, and when nothing runs them any more.
 */
public final class DeleteImages extends Step<DeleteImages.Input, DeleteImages.Output> {

  /** Calls of one run; each deletes up to 100 images. */
  private static final int CALLS = 10;

  /** The operation. */
  public record Input(OperationRef operation) {}

  /**
   * How far it is.
   *
   * @param done whether the repository is empty
   * @param deleted how many images this run has deleted
   */
  public record Output(boolean done, int deleted) {}

  private final Platform platform;
  private final Operations operations;
  private final Progress progress;

  public DeleteImages() {
    this(Platform.fromEnvironment());
  }

  public DeleteImages(Platform platform) {
    super(Input.class);
    this.platform = platform;
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = Json.read(operations.get(ref.operationId()).plan(), DeleteStackPlan.class);
    if (!plan.deleteImages()) {
      throw new IllegalStateException("nobody asked to delete the images");
    }
    var step = StepName.of("DeleteImages", plan.repository());
    progress.begin(ref, step, "deletes the images of " + plan.repository());
    var repository = new Repository(platform, plan.repository());
    if (!repository.exists()) {
      // Its policy asks for the repository's tag: without a repository, AWS would refuse the rest.
      progress.done(ref, step, "there is no repository", Map.of("deleted", 0));
      return new Output(true, 0);
    }
    int deleted = 0;
    for (int call = 0; call < CALLS; call++) {
      int now = repository.deleteSomeImages();
      deleted += now;
      if (now == 0) {
        progress.done(ref, step, "no image is left", Map.of("deleted", deleted));
        return new Output(true, deleted);
      }
    }
    return new Output(false, deleted);
  }
}
