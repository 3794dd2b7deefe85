package io.slipway.flow.create;

import io.slipway.domain.ApplicationStack;
import io.slipway.operation.CreateStackPlan;
import io.slipway.operation.CreateStackPlanner;
import io.slipway.operation.StartStep;
import io.slipway.runtime.Platform;
import java.util.List;

/** Admits the creation of an application and tells the machine which stacks it has. */
public final class StartCreateStack extends StartStep<CreateStackPlan, StartCreateStack.Facts> {

  /**
   * What the machine steers by.
   *
   * @param stacks their names
   * @param records whether DNS is to weigh the slots of production
   */
  public record Facts(List<String> stacks, boolean records) {}

  public StartCreateStack() {
    this(Platform.fromEnvironment());
  }

  public StartCreateStack(Platform platform) {
    super(platform, new CreateStackPlanner(platform), CreateStackPlan.class);
  }

  @Override
  protected Facts facts(CreateStackPlan plan) {
    return new Facts(
        plan.stacks().stream().map(ApplicationStack::name).toList(), plan.records().isPresent());
  }
}
