package io.slipway.operation;

import io.slipway.domain.ApplicationStack;
import java.util.Map;

/**
 * What an update does to one stack, and what it finds: to that it goes back when it fails.
 *
 * @param former the hash of the template that the stack has
 * @param next the hash of the template that it is to have
 * @param had its parameters, as CloudFormation knows them
 * @param values the same, with what Slipway has moved since as it is
 */
public record StackUpdate(
    ApplicationStack stack,
    String former,
    String next,
    Map<String, String> had,
    Map<String, String> values) {

  public StackUpdate {
    had = Map.copyOf(had);
    values = Map.copyOf(values);
  }

  public String name() {
    return stack.name();
  }

  /** Whether CloudFormation knows something otherwise than it is. */
  public boolean hasOldValues() {
    return !had.equals(values);
  }

  /** Whether the stack is to have another template. */
  public boolean changes() {
    return !former.equals(next);
  }

  /** Who has taken the priorities that its rules get, until the update has ended. */
  public String priorityOwner(String operationId) {
    return stack.name() + "+" + operationId;
  }
}
