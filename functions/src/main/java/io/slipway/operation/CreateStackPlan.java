package io.slipway.operation;

import io.slipway.domain.ApplicationStack;
import java.util.List;

/**
 * What the creation of an application makes.
 *
 * @param stacks in the order in which they are asked for; they are removed the other way round
 */
public record CreateStackPlan(List<ApplicationStack> stacks) {

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
