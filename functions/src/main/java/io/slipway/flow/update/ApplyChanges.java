package io.slipway.flow.update;

import io.slipway.aws.Stack;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ResourceMissing;
import io.slipway.operation.StackChange;
import io.slipway.operation.StackChange.Look;
import io.slipway.operation.StackUpdate;
import io.slipway.operation.UpdatePlan;
import io.slipway.runtime.Platform;
import java.util.List;

/**
 * Has the change sets carried out: production's only once all other stacks are as they should be.
 */
public final class ApplyChanges extends RoundStep {

  private final StackChange change;

  public ApplyChanges() {
    this(Platform.fromEnvironment());
  }

  public ApplyChanges(Platform platform) {
    super(platform, "CloudFormation updates");
    this.change = new StackChange(platform);
  }

  @Override
  protected List<StackUpdate> now(List<StackUpdate> pending) {
    var others =
        pending.stream()
            .filter(update -> update.stack().kind() != ApplicationStack.Kind.PRODUCTION)
            .toList();
    return others.isEmpty() ? pending : others;
  }

  @Override
  protected Look look(OperationRef ref, UpdatePlan plan, StackUpdate update, Stack stack) {
    return change.carriedOut(
        ref,
        "ApplyChanges",
        stack,
        StackChange.name(StackChange.CHANGE, ref, stack.name()),
        false,
        () -> {
          throw new ResourceMissing(
              "the change set of stack " + stack.name() + " is gone; somebody has deleted it");
        });
  }
}
