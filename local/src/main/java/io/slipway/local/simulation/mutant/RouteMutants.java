package io.slipway.local.simulation.mutant;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Bugs of the listener rule that a canary's testers come by. */
final class RouteMutants {

  private static final int ALL = 100;

  private RouteMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Planted(
            150,
            "a way back forgets the rule of its canary",
            "testers go on to a slot that the operation has given up",
            Set.of("O4"),
            () ->
                new Change()
                    .call(
                        "describeTags",
                        Set.of("RestoreTraffic", "VerifyRecovery"),
                        call -> DescribeTagsResponse.builder().build())),
        new Planted(
            151,
            "testers are sent to the live slot",
            "the rule of a canary leads to the release that everybody has",
            Set.of("O4"),
            () ->
                new Change().call("createRule", Set.of("AddCanaryRule"), RouteMutants::ledToLive)));
  }

  private static Object ledToLive(HandlerCall call) throws Throwable {
    var request = call.request(CreateRuleRequest.class);
    var candidate = groups(request.actions()).getFirst();
    var other =
        call
            .client(ElasticLoadBalancingV2Client.class)
            .describeRules(describe -> describe.listenerArn(request.listenerArn()))
            .rules()
            .stream()
            .map(rule -> groups(rule.actions()))
            .filter(groups -> groups.contains(candidate))
            .flatMap(List::stream)
            .filter(group -> !group.equals(candidate))
            .findFirst()
            .orElse(candidate);
    var all = TargetGroupTuple.builder().targetGroupArn(other).weight(ALL).build();
    return call.go(
        request.toBuilder()
            .actions(
                Action.builder()
                    .type(ActionTypeEnum.FORWARD)
                    .forwardConfig(config -> config.targetGroups(all))
                    .build())
            .build());
  }

  private static List<String> groups(List<Action> actions) {
    return actions.stream()
        .filter(action -> action.forwardConfig() != null)
        .flatMap(action -> action.forwardConfig().targetGroups().stream())
        .map(TargetGroupTuple::targetGroupArn)
        .toList();
  }
}
