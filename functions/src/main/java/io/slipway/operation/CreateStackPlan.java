package io.slipway.operation;

import io.slipway.domain.ApplicationStack;
import java.util.List;
import java.util.Optional;

/**
 * What the creation of an application makes.
 *
 * @param stacks in the order in which they are asked for; they are removed the other way round
 * @param records that weigh the slots of production; empty where a listener rule does
 */
public record CreateStackPlan(List<ApplicationStack> stacks, Optional<RecordPlan> records) {

  public CreateStackPlan {
    stacks = List.copyOf(stacks);
  }

  /** The stack called {@code name}. */
  public ApplicationStack stack(String name) {
    return stacks.stream()
        .filter(stack -> stack.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the plan has no stack " + name));
  }
}
