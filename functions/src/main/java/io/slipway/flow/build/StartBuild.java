package io.slipway.flow.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.Images;
import io.slipway.operation.BuildPlan;
import io.slipway.operation.BuildPlanner;
import io.slipway.operation.StartStep;
import io.slipway.runtime.Platform;
import io.slipway.store.Operation;
import io.slipway.store.Progress;
import java.util.Optional;

/** Starts a build, and tells its machine what CodeBuild is to do, unless the image is there. */
public final class StartBuild extends StartStep<BuildPlan, StartBuild.Facts> {

  /**
   * What the machine steers by.
   *
   * @param present whether the repository has the image of the commit
   * @param build the arguments of StartBuild; empty where it has
   */
  public record Facts(boolean present, Optional<JsonNode> build) {}

  private final Images images;
  private final Progress progress;
  private final BuildCall call;

  public StartBuild() {
    this(Platform.fromEnvironment());
  }

  public StartBuild(Platform platform) {
    super(platform, new BuildPlanner(platform), BuildPlan.class);
    this.images = new Images(platform);
    this.progress = new Progress(platform);
    this.call = new BuildCall(platform);
  }

  @Override
  protected Facts facts(BuildPlan plan) {
    boolean present = images.tagged(plan.repository(), plan.tag()).isPresent();
    return new Facts(present, present ? Optional.empty() : Optional.of(call.of(plan)));
  }

  @Override
  protected void started(Operation operation, Facts facts) {
    if (!facts.present()) {
      var plan = BuildPlan.of(operation);
      progress.awaits(
          operation.ref(),
          BuildSteps.BUILD,
          "CodeBuild makes the image of "
              + plan.commit().abbreviated()
              + ", for at most "
              + plan.how().timeout().toMinutes()
              + " minutes");
    }
  }
}
