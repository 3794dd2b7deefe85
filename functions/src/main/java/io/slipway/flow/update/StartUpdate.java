package io.slipway.flow.update;

import io.slipway.operation.StackUpdate;
import io.slipway.operation.StartStep;
import io.slipway.operation.UpdatePlan;
import io.slipway.operation.UpdatePlanner;
import io.slipway.runtime.Platform;
import java.util.List;

/** Admits an update and tells the machine which stacks it is about. */
public final class StartUpdate extends StartStep<UpdatePlan, StartUpdate.Facts> {

  /**
   * The names of stacks.
   *
   * @param stale those of which CloudFormation knows old values
   * @param changed those that get another template
   */
  public record Facts(List<String> stale, List<String> changed) {}

  public StartUpdate() {
    this(Platform.fromEnvironment());
  }

  public StartUpdate(Platform platform) {
    super(platform, new UpdatePlanner(platform), UpdatePlan.class);
  }

  @Override
  protected Facts facts(UpdatePlan plan) {
    return new Facts(
        plan.stale().stream().map(StackUpdate::name).toList(),
        plan.changed().stream().map(StackUpdate::name).toList());
  }
}
