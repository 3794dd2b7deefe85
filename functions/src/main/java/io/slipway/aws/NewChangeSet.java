package io.slipway.aws;

import java.util.Map;

/**
 * A change set that is to be made. The tags and the role of the stack stay as they are.
 *
 * @param description for people who look at it in the console
 */
public record NewChangeSet(
    Stack stack,
    String name,
    ProposedTemplate template,
    Map<String, String> parameters,
    String description) {

  public NewChangeSet {
    parameters = Map.copyOf(parameters);
  }
}
