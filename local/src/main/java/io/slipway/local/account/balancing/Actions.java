package io.slipway.local.account.balancing;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** The rules for a rule's actions, and what is in them. */
final class Actions {

  private static final int MOST_GROUPS = 5;
  private static final int MOST_WEIGHT = 999;

  private Actions() {}

  /** The groups that the actions forward to, with their weights. */
  static List<TargetGroupTuple> groups(List<Action> actions) {
    return actions.stream().flatMap(Actions::groups).toList();
  }

  private static Stream<TargetGroupTuple> groups(Action action) {
    if (action.type() != ActionTypeEnum.FORWARD) {
      return Stream.empty();
    }
    if (action.forwardConfig() != null && action.forwardConfig().hasTargetGroups()) {
      return action.forwardConfig().targetGroups().stream();
    }
    return Stream.of(
        TargetGroupTuple.builder().targetGroupArn(action.targetGroupArn()).weight(1).build());
  }

  /**
   * The actions as the service gives them back: a forward has its configuration, each group a
   * weight, and a single group is named beside it as well. Weights: 0 to 999, groups: 1 to 5 (API
   * reference, TargetGroupTuple and quotas).
   */
  static List<Action> normal(List<Action> actions) {
    if (actions.isEmpty()) {
      throw BalancingErrors.validation("You must specify at least one action");
    }
    return actions.stream().map(Actions::normal).toList();
  }

  private static Action normal(Action action) {
    if (action.type() == null || action.type() == ActionTypeEnum.UNKNOWN_TO_SDK_VERSION) {
      throw BalancingErrors.validation(
          "Action type '"
              + action.typeAsString()
              + "' must be one of 'forward, redirect,"
              + " fixed-response, authenticate-oidc, authenticate-cognito'");
    }
    if (action.type() != ActionTypeEnum.FORWARD) {
      return action;
    }
    var groups = groups(action).map(Actions::weighted).toList();
    validate(groups);
    var stickiness =
        action.forwardConfig() == null
                || action.forwardConfig().targetGroupStickinessConfig() == null
            ? TargetGroupStickinessConfig.builder().enabled(false).build()
            : action.forwardConfig().targetGroupStickinessConfig();
    return action.toBuilder()
        .targetGroupArn(groups.size() == 1 ? groups.getFirst().targetGroupArn() : null)
        .forwardConfig(
            ForwardActionConfig.builder()
                .targetGroups(groups)
                .targetGroupStickinessConfig(stickiness)
                .build())
        .build();
  }

  private static TargetGroupTuple weighted(TargetGroupTuple group) {
    return group.weight() == null ? group.toBuilder().weight(1).build() : group;
  }

  private static void validate(List<TargetGroupTuple> groups) {
    if (groups.size() > MOST_GROUPS) {
      throw BalancingErrors.validation(
          "A forward action can have at most 5 target groups but has " + groups.size());
    }
    for (var group : groups) {
      if (group.targetGroupArn() == null) {
        throw BalancingErrors.validation("A target group ARN must be specified");
      }
      if (group.weight() < 0 || group.weight() > MOST_WEIGHT) {
        throw BalancingErrors.validation(
            "Weight '" + group.weight() + "' must be between 0 and 999 inclusive");
      }
    }
    if (groups.stream().map(TargetGroupTuple::targetGroupArn).distinct().count() < groups.size()) {
      throw BalancingErrors.validation("A target group can only be specified once in an action");
    }
  }
}
