package io.slipway.aws;

import io.slipway.domain.SlotHealth;
import io.slipway.runtime.Platform;
import java.time.Duration;
import java.util.ArrayList;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** What the load balancer knows about the targets of a group. */
public final class TargetGroups {

  private static final String DEREGISTRATION_DELAY = "deregistration_delay.timeout_seconds";

  /** What the service takes where the attribute is not set. */
  private static final String DEFAULT_DELAY = "300";

  private final ElasticLoadBalancingV2Client loadBalancing;

  public TargetGroups(Platform platform) {
    this.loadBalancing = platform.loadBalancing();
  }

  /**
   * The health of all targets: all, not the first, and with those that nobody checks because the
   * group is in no rule counted as sick.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">
   *     TargetHealth: the states</a>
   */
  public SlotHealth health(String targetGroup) {
    var targets =
        AwsErrors.calling(
                "read the health of " + targetGroup,
                () ->
                    loadBalancing.describeTargetHealth(
                        request -> request.targetGroupArn(targetGroup)))
            .targetHealthDescriptions();
    int healthy = 0;
    var starting = new ArrayList<String>();
    var sick = new ArrayList<String>();
    for (var target : targets) {
      switch (target.targetHealth().state()) {
        case HEALTHY -> healthy++;
        case INITIAL -> starting.add(said(target));
        case DRAINING, UNHEALTHY_DRAINING -> {
          // on its way out: neither counts for the slot nor against it
        }
        default -> sick.add(said(target));
      }
    }
    return new SlotHealth(healthy, starting, sick);
  }

  /**
   * After a group has lost its last weight: how long until no request reaches it any more.
   *
   * @param propagation how long former weights are still used
   */
  public Duration drainTime(String targetGroup, Duration propagation) {
    var attributes =
        AwsErrors.calling(
                "read the attributes of " + targetGroup,
                () ->
                    loadBalancing.describeTargetGroupAttributes(
                        request -> request.targetGroupArn(targetGroup)))
            .attributes();
    var delay =
        attributes.stream()
            .filter(attribute -> attribute.key().equals(DEREGISTRATION_DELAY))
            .map(attribute -> attribute.value())
            .findFirst()
            .orElse(DEFAULT_DELAY);
    return propagation.plusSeconds(Long.parseLong(delay));
  }

  private static String said(TargetHealthDescription target) {
    var health = target.targetHealth();
    var why = health.description() == null ? "" : " (" + health.description() + ")";
    return target.target().id() + " is " + health.stateAsString() + why;
  }
}
