package io.slipway.aws;

import io.slipway.domain.ResourceMissing;
import java.util.Map;
import java.util.Optional;

/**
 * One CloudFormation stack as it is now.
 *
 * @param id its ARN, which still finds it when it has been deleted
 * @param status in CloudFormation's own word
 */
public record Stack(
    String id,
    String name,
    StackState state,
    String status,
    Map<String, String> tags,
    Map<String, String> outputs) {

  /** The tag with the application that a stack belongs to. */
  public static final String APPLICATION = "slipway:application";

  /** The tag with the environment that a stack holds. */
  public static final String ENVIRONMENT = "slipway:environment";

  /** The tag with the operation that created a stack. */
  public static final String OPERATION = "slipway:operation";

  public Stack {
    tags = Map.copyOf(tags);
    outputs = Map.copyOf(outputs);
  }

  public Optional<String> tag(String key) {
    return Optional.ofNullable(tags.get(key));
  }

  /**
   * The output {@code name}.
   *
   * @throws ResourceMissing where its template does not have it
   */
  public String output(String output) {
    var value = outputs.get(output);
    if (value == null) {
      throw new ResourceMissing("stack " + name + " has no output " + output);
    }
    return value;
  }
}
