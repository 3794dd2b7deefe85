package io.slipway.aws;

import java.util.Map;

/**
 * A CloudFormation stack that is to be created.
 *
 * @param templateUrl where CloudFormation reads the template, with the caller's rights
 * @param role the ARN of the role that makes the resources
 * @param tags also put on every resource that takes tags
 * @param token makes a second request the same request; letters, digits and hyphens
 */
public record NewStack(
    String name,
    String templateUrl,
    String role,
    Map<String, String> parameters,
    Map<String, String> tags,
    String token) {

  public NewStack {
    parameters = Map.copyOf(parameters);
    tags = Map.copyOf(tags);
  }
}
