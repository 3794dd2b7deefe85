package io.slipway.local.account.formation.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.SdkJson;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;

/** {@code AWS::ApplicationAutoScaling::ScalingPolicy}. {@code Ref} is its ARN. */
final class ScalingPolicyType extends DeclaredType {

  private static final String TARGET = "ScalingTargetId";

  private final ApplicationAutoScalingClient scaling;

  ScalingPolicyType(ApplicationAutoScalingClient scaling) {
    super(
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        new Schema(
            Set.of(
                "PolicyName",
                "PolicyType",
                TARGET,
                "StepScalingPolicyConfiguration",
                "TargetTrackingScalingPolicyConfiguration"),
            Set.of("PolicyName", "PolicyType"),
            Set.of("Arn")),
        Duration.ofSeconds(1));
    this.scaling = scaling;
  }

  @Override
  public Made create(Order order) {
    var target = target(order.properties());
    var properties = order.properties().deepCopy();
    properties.remove(TARGET);
    properties
        .put("ResourceId", target[0])
        .put("ScalableDimension", target[1])
        .put("ServiceNamespace", target[2]);
    var arn =
        scaling
            .putScalingPolicy(SdkJson.read(properties, PutScalingPolicyRequest.class))
            .policyARN();
    return new Made(arn, Map.of("Arn", arn));
  }

  @Override
  public Set<String> replacing() {
    return Set.of("PolicyName", TARGET);
  }

  @Override
  public Made update(Existing was, Order order) {
    return create(order);
  }

  @Override
  public void delete(Existing resource) {
    var target = target(resource.properties());
    try {
      scaling.deleteScalingPolicy(
          request ->
              request
                  .policyName(resource.properties().get("PolicyName").asText())
                  .resourceId(target[0])
                  .scalableDimension(target[1])
                  .serviceNamespace(target[2]));
    } catch (ObjectNotFoundException e) {
      // It went with its target: what is wanted has happened.
    }
  }

  /** What {@code Ref} of a scalable target gives: resource, dimension, namespace. */
  private static String[] target(ObjectNode properties) {
    var parts = properties.get(TARGET).asText().split(Pattern.quote("|"), -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          TARGET + " must be RESOURCE|DIMENSION|NAMESPACE but is " + properties.get(TARGET));
    }
    return parts;
  }
}
