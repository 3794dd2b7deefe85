package io.slipway.domain;

import java.util.Optional;

/**
 * Where the ECS service of a place and its traffic are found in AWS.
 *
 * @param rule the ARN of the listener rule that sends users to it; of both slots for production
 * @param previewRule the ARN of the mirrored rule; production only
 * @param container the container that gets the image and the traffic
 * @param stack the CloudFormation stack that made it
 */
public record ServiceAddress(
    String cluster,
    String service,
    String targetGroup,
    String rule,
    Optional<String> previewRule,
    String container,
    String url,
    String stack)
    implements ServiceId {

  public ServiceAddress at(String otherUrl) {
    return new ServiceAddress(
        cluster, service, targetGroup, rule, previewRule, container, otherUrl, stack);
  }
}
