package io.slipway.operation;

import io.slipway.runtime.Json;
import io.slipway.store.Operation;
import java.util.List;

/**
 * What an update does.
 *
 * @param from the version of the specification that the application has
 * @param to the one that it gets; the same where it is the same specification
 * @param stacks of all environments; production's last
 */
public record UpdatePlan(int from, int to, List<StackUpdate> stacks) {

  public UpdatePlan {
    stacks = List.copyOf(stacks);
  }

  /** The plan of an operation that updates. */
  public static UpdatePlan of(Operation operation) {
    return Json.read(operation.plan(), UpdatePlan.class);
  }

  /** What is done to the stack called {@code name}. */
  public StackUpdate stack(String name) {
    return stacks.stream()
        .filter(update -> update.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the plan has no stack " + name));
  }

  /** The stacks that get another template. */
  public List<StackUpdate> changed() {
    return stacks.stream().filter(StackUpdate::changes).toList();
  }

  /** Of those that get another template: the ones of which CloudFormation knows old values. */
  public List<StackUpdate> stale() {
    return changed().stream().filter(StackUpdate::hasOldValues).toList();
  }
}
