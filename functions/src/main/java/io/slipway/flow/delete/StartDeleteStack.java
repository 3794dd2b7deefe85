package io.slipway.flow.delete;

import io.slipway.domain.ApplicationStack;
import io.slipway.operation.DeleteStackPlan;
import io.slipway.operation.DeleteStackPlanner;
import io.slipway.operation.StartStep;
import io.slipway.runtime.Platform;
import java.util.List;

/** Admits the deletion of an application and tells the machine what goes. */
public final class StartDeleteStack extends StartStep<DeleteStackPlan, StartDeleteStack.Facts> {

  /**
   * What the machine steers by.
   *
   * @param stacks the names of the environments' stacks
   * @param images the name of the repository's stack, alone in a list
   * @param deleteImages whether the images go, too
   * @param records whether there may be records that lead customers here
   */
  public record Facts(
      List<String> stacks, List<String> images, boolean deleteImages, boolean records) {}

  public StartDeleteStack() {
    this(Platform.fromEnvironment());
  }

  public StartDeleteStack(Platform platform) {
    super(platform, new DeleteStackPlanner(platform), DeleteStackPlan.class);
  }

  @Override
  protected Facts facts(DeleteStackPlan plan) {
    return new Facts(
        plan.stacks().stream().map(ApplicationStack::name).toList(),
        List.of(plan.images().name()),
        plan.deleteImages(),
        !plan.names().isEmpty());
  }
}
