package io.slipway.aws;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ResourceMissing;
import java.util.Map;

/**
 * One CloudFormation stack as it is now.
 *
 * @param id its ARN, which still finds it when it has been deleted
 * @param status in CloudFormation's own word
 * @param parameters with the values that CloudFormation last got
 */
public record Stack(
    String id,
    String name,
    StackState state,
    String status,
    Map<String, String> tags,
    Map<String, String> outputs,
    Map<String, String> parameters) {

  /** The tag with the application that a stack belongs to. */
  public static final String APPLICATION = "slipway:application";

  /** The tag with the environment that a stack holds. */
  public static final String ENVIRONMENT = "slipway:environment";

  /** The tag with the operation that created a stack. */
  public static final String OPERATION = "slipway:operation";

  public Stack {
    tags = Map.copyOf(tags);
    outputs = Map.copyOf(outputs);
    parameters = Map.copyOf(parameters);
  }

  /** Whether an operation has asked for this stack. */
  public boolean isMadeBy(OperationRef operation) {
    return operation.operationId().equals(tags.get(OPERATION));
  }

  /** Whether it is tagged as a stack of an application of this name, in any case. */
  public boolean belongsTo(ApplicationName application) {
    return application.value().equalsIgnoreCase(tags.get(APPLICATION));
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
