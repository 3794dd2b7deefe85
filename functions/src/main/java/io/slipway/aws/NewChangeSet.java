package io.slipway.aws;

import java.util.Map;
import java.util.Optional;

/**
 * A change set that is to be made. The tags and the role of the stack stay as they are.
 *
 * @param templateUrl where CloudFormation reads the template, with the caller's rights; empty for
 *     the one that the stack has
 * @param description for people who look at it in the console
 */
public record NewChangeSet(
    Stack stack,
    String name,
    Optional<String> templateUrl,
    Map<String, String> parameters,
    String description) {

  public NewChangeSet {
    parameters = Map.copyOf(parameters);
  }
}
