package io.slipway.flow.build;

import io.slipway.aws.Images;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.operation.BuildPlan;
import io.slipway.operation.BuildResult;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Ending;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives an image that may be used its version, and ends the build with what it has made. */
public final class FinishBuild extends Step<FinishBuild.Input, FinishBuild.Output> {

  /**
   * What the machine sends.
   *
   * @param built whether it was built now
   * @param scan what the scan said
   */
  public record Input(OperationRef operation, ImageDigest digest, boolean built, String scan) {}

  /** What becomes of the execution. */
  public record Output(OperationState state, String message) {}

  private final Operations operations;
  private final Progress progress;
  private final Images images;

  public FinishBuild() {
    this(Platform.fromEnvironment());
  }

  public FinishBuild(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.images = new Images(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    if (operation.state().isTerminal()) {
      return new Output(operation.state(), operation.message());
    }
    var plan = BuildPlan.of(operation);
    var tags = Stream.concat(Stream.of(plan.tag()), plan.version().stream()).distinct().toList();
    var names = tags.stream().map(ImageTag::toString).collect(Collectors.joining(" and "));
    progress.begin(ref, BuildResult.STEP, "tags " + input.digest() + " as " + names);
    plan.version().ifPresent(tag -> images.tag(plan.repository(), input.digest(), tag));
    var result = new BuildResult(plan.commit(), input.digest(), tags, input.built(), input.scan());
    progress.done(ref, BuildResult.STEP, plan.repository() + " has " + names, result);
    var ended =
        operations.end(ref, Ending.of(OperationState.SUCCEEDED, message(plan, input, tags)));
    return new Output(ended.state(), ended.message());
  }

  private static String message(BuildPlan plan, Input input, List<ImageTag> tags) {
    return "%s%s is %s of %s (%s); %s"
        .formatted(
            input.built() ? "" : "nothing had to be built: ",
            plan.source().name() + " at " + plan.commit().abbreviated(),
            tags.getLast(),
            plan.repository(),
            input.digest(),
            input.scan());
  }
}
