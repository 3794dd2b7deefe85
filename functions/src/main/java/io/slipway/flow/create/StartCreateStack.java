package io.slipway.flow.create;

import io.slipway.domain.ApplicationStack;
import io.slipway.operation.CreateStackPlan;
import io.slipway.operation.CreateStackPlanner;
import io.slipway.operation.StartStep;
import io.slipway.runtime.Platform;
import java.util.List;

/** Admits the creation of an application and tells the machine which stacks it has. */
public final class StartCreateStack extends StartStep<CreateStackPlan, StartCreateStack.Facts> {

  /** The names of the stacks. */
  public record Facts(List<String> stacks) {}

  public StartCreateStack() {
    this(Platform.fromEnvironment());
  }

  public StartCreateStack(Platform platform) {
    super(platform, new CreateStackPlanner(platform), CreateStackPlan.class);
  }

  @Override
  protected Facts facts(CreateStackPlan plan) {
    return new Facts(plan.stacks().stream().map(ApplicationStack::name).toList());
  }
}
