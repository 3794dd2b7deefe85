package io.slipway.local.account.formation.types;

import io.slipway.aws.SdkJson;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;

/**
 * {@code AWS::ApplicationAutoScaling::ScalableTarget}. {@code Ref} is {@code
 * RESOURCE|DIMENSION|NAMESPACE}.
 */
final class ScalableTargetType extends DeclaredType {

  private final ApplicationAutoScalingClient scaling;

  ScalableTargetType(ApplicationAutoScalingClient scaling) {
    super(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        new Schema(
            Set.of(
                "ServiceNamespace",
                "ScalableDimension",
                "ResourceId",
                "MinCapacity",
                "MaxCapacity",
                "RoleARN"),
            Set.of(
                "ServiceNamespace",
                "ScalableDimension",
                "ResourceId",
                "MinCapacity",
                "MaxCapacity"),
            Set.of("Id")),
        Duration.ofSeconds(1));
    this.scaling = scaling;
  }

  @Override
  public Made create(Order order) {
    var properties = order.properties();
    scaling.registerScalableTarget(SdkJson.read(properties, RegisterScalableTargetRequest.class));
    var id =
        String.join(
            "|",
            properties.get("ResourceId").asText(),
            properties.get("ScalableDimension").asText(),
            properties.get("ServiceNamespace").asText());
    return new Made(id, Map.of("Id", id));
  }

  @Override
  public Set<String> replacing() {
    return Set.of("ServiceNamespace", "ScalableDimension", "ResourceId");
  }

  @Override
  public Made update(Existing was, Order order) {
    return create(order);
  }

  @Override
  public void delete(Existing resource) {
    var parts = resource.physicalId().split(Pattern.quote("|"), 3);
    try {
      scaling.deregisterScalableTarget(
          request ->
              request.resourceId(parts[0]).scalableDimension(parts[1]).serviceNamespace(parts[2]));
    } catch (ObjectNotFoundException e) {
      // It went with its service: what is wanted has happened.
    }
  }
}
