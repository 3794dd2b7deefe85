package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.GroupState;
import io.slipway.local.account.balancing.BalancingState.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Tells the health of targets in the API's words (API reference, TargetHealth). */
final class TargetHealths {

  private TargetHealths() {}

  /** The health of those that are asked for, or of all where none is. */
  static List<TargetHealthDescription> describe(
      GroupState group, List<TargetDescription> asked, Instant now) {
    if (asked.isEmpty()) {
      return group.targets.stream().map(target -> describe(group, target, now)).toList();
    }
    return asked.stream().map(target -> describe(group, target, now)).toList();
  }

  private static TargetHealthDescription describe(
      GroupState group, TargetDescription asked, Instant now) {
    return group.targets.stream()
        .filter(target -> target.id.equals(asked.id()))
        .filter(target -> asked.port() == null || Objects.equals(target.port, asked.port()))
        .findFirst()
        .map(target -> describe(group, target, now))
        .orElseGet(
            () ->
                TargetHealthDescription.builder()
                    .target(asked)
                    .targetHealth(
                        health(
                            TargetHealthStateEnum.UNUSED,
                            TargetHealthReasonEnum.TARGET_NOT_REGISTERED,
                            "Target is not registered to the target group"))
                    .build());
  }

  static TargetHealthDescription describe(GroupState group, TargetState target, Instant now) {
    return TargetHealthDescription.builder()
        .target(TargetDescription.builder().id(target.id).port(target.port).build())
        .healthCheckPort(String.valueOf(target.port))
        .targetHealth(health(group, target, now))
        .build();
  }

  private static TargetHealth health(GroupState group, TargetState target, Instant now) {
    return switch (target.standing) {
      case UNUSED ->
          health(
              TargetHealthStateEnum.UNUSED,
              TargetHealthReasonEnum.TARGET_NOT_IN_USE,
              "Target group is not configured to receive traffic from the load balancer");
      case INITIAL ->
          HealthChecks.registering(target, now)
              ? health(
                  TargetHealthStateEnum.INITIAL,
                  TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS,
                  "Target registration is in progress")
              : health(
                  TargetHealthStateEnum.INITIAL,
                  TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING,
                  "Initial health checks in progress");
      case HEALTHY -> TargetHealth.builder().state(TargetHealthStateEnum.HEALTHY).build();
      case DRAINING ->
          health(
              TargetHealthStateEnum.DRAINING,
              TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS,
              "Target deregistration is in progress");
      case UNHEALTHY -> unhealthy(group, target);
    };
  }

  private static TargetHealth unhealthy(GroupState group, TargetState target) {
    boolean answers =
        target.lastStatus != 0
            && !HealthChecks.matches(group.shape.matcher().httpCode(), target.lastStatus);
    return answers
        ? health(
            TargetHealthStateEnum.UNHEALTHY,
            TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH,
            "Health checks failed with these codes: [" + target.lastStatus + "]")
        : health(
            TargetHealthStateEnum.UNHEALTHY,
            TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS,
            "Health checks failed");
  }

  private static TargetHealth health(
      TargetHealthStateEnum state, TargetHealthReasonEnum reason, String description) {
    return TargetHealth.builder().state(state).reason(reason).description(description).build();
  }
}
