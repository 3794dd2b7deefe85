package io.slipway.flow.stack;

import io.slipway.aws.Stack;
import io.slipway.aws.StackState;
import io.slipway.operation.DeleteStackPlan;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import java.util.List;

/**
 * Removes the stack of an application's repository where its images were to be deleted, and where
 * it never became whole, since nobody can use it then. Otherwise it stays, with the images.
 */
public final class RemoveImages extends Step<Removal.Input, Removal.Output> {

  private final Operations operations;
  private final StackRemoval removal;

  public RemoveImages() {
    this(Platform.fromEnvironment());
  }

  public RemoveImages(Platform platform) {
    super(Removal.Input.class);
    this.operations = new Operations(platform);
    this.removal = new StackRemoval(platform, "RemoveImages");
  }

  @Override
  protected Removal.Output run(Removal.Input input) {
    var plan =
        Json.read(operations.get(input.operation().operationId()).plan(), DeleteStackPlan.class);
    return removal.round(
        input,
        List.of(plan.images()),
        stack ->
            stack.belongsTo(input.operation().applicationName())
                && (plan.deleteImages() || !isWhole(stack)));
  }

  private static boolean isWhole(Stack stack) {
    return stack.state() == StackState.READY;
  }
}
