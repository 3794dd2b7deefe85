package io.slipway.flow.stack;

import io.slipway.aws.Stack;
import io.slipway.domain.ApplicationStack;
import io.slipway.operation.CreateStackPlan;
import io.slipway.operation.DeleteStackPlan;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.util.List;
import java.util.function.Predicate;

/**
 * Removes the stacks of an application: those of its environments when it is deleted, those that
 * this very operation has made when its creation failed.
 */
public final class RemoveStacks extends Step<Removal.Input, Removal.Output> {

  private final Operations operations;
  private final StackRemoval removal;

  public RemoveStacks() {
    this(Platform.fromEnvironment());
  }

  public RemoveStacks(Platform platform) {
    super(Removal.Input.class);
    this.operations = new Operations(platform);
    this.removal = new StackRemoval(platform, "RemoveStacks");
  }

  @Override
  protected Removal.Output run(Removal.Input input) {
    var operation = operations.get(input.operation().operationId());
    return removal.round(input, planned(operation), ours(operation));
  }

  private static List<ApplicationStack> planned(Operation operation) {
    return switch (operation.kind()) {
      case CREATE_STACK -> Json.read(operation.plan(), CreateStackPlan.class).stacks();
      case DELETE_STACK -> Json.read(operation.plan(), DeleteStackPlan.class).stacks();
      default ->
          throw new IllegalArgumentException("a " + operation.kind() + " does not remove stacks");
    };
  }

  private static Predicate<Stack> ours(Operation operation) {
    return switch (operation.kind()) {
      case CREATE_STACK -> stack -> stack.isMadeBy(operation.ref());
      default -> stack -> stack.belongsTo(operation.ref().applicationName());
    };
  }
}
