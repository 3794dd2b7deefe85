package io.slipway.local.account.formation.types;

import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code AWS::ApplicationAutoScaling::ScalingPolicy}: kept only, as load is not simulated. {@code
 * Ref} is its ARN.
 */
final class ScalingPolicyType extends KeptType {

  private static final String TARGET_TRACKING = "TargetTrackingScalingPolicyConfiguration";

  private final Kernel kernel;

  ScalingPolicyType(Kernel kernel, KeptResources kept) {
    super(
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        new Schema(
            Set.of("PolicyName", "PolicyType", "ScalingTargetId", TARGET_TRACKING),
            Set.of("PolicyName", "PolicyType", "ScalingTargetId", TARGET_TRACKING),
            Set.of("Arn")),
        Duration.ofSeconds(1),
        kept,
        "PolicyName");
    this.kernel = kernel;
  }

  @Override
  Made describe(Order order) {
    matching(order, "PolicyType", "TargetTrackingScaling");
    matching(order, "ScalingTargetId", "[^|]+[|][^|]+[|][^|]+");
    var target = order.properties().get("ScalingTargetId").asText().split(Pattern.quote("|"), 3);
    var arn =
        kernel.arn(
            "autoscaling",
            "scalingPolicy:%s:resource/%s/%s:policyName/%s"
                .formatted(
                    order.ids().uuid(),
                    target[2],
                    target[0],
                    order.properties().get("PolicyName").asText()));
    return new Made(arn, Map.of("Arn", arn));
  }
}
