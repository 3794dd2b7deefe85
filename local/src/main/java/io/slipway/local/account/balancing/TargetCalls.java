package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.GroupState;
import io.slipway.local.account.balancing.BalancingState.Standing;
import io.slipway.local.account.balancing.BalancingState.TargetState;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** The calls about targets, and about tags of everything. */
final class TargetCalls {

  private final Ledger ledger;

  TargetCalls(Ledger ledger) {
    this.ledger = ledger;
  }

  RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
    var group = ledger.group(request.targetGroupArn());
    for (var asked : request.targets()) {
      int port = asked.port() == null ? group.shape.port() : asked.port();
      group.targets.removeIf(t -> t.id.equals(asked.id()) && t.port == port);
      var target = new TargetState();
      target.id = asked.id();
      target.port = port;
      target.since = ledger.kernel().now();
      target.standing = Standing.UNUSED;
      if (group.attached) {
        HealthChecks.begin(target, ledger.kernel().now());
      }
      group.targets.add(target);
    }
    ledger.settle(group);
    return RegisterTargetsResponse.builder().build();
  }

  DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
    var group = ledger.group(request.targetGroupArn());
    for (var asked : request.targets()) {
      for (var target : List.copyOf(group.targets)) {
        if (target.id.equals(asked.id())) {
          deregister(group, target);
        }
      }
    }
    ledger.settle(group);
    return DeregisterTargetsResponse.builder().build();
  }

  DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
    return DescribeTargetHealthResponse.builder()
        .targetHealthDescriptions(
            TargetHealths.describe(
                ledger.group(request.targetGroupArn()), request.targets(), ledger.kernel().now()))
        .build();
  }

  DescribeTagsResponse describeTags(DescribeTagsRequest request) {
    return DescribeTagsResponse.builder()
        .tagDescriptions(
            request.resourceArns().stream()
                .map(arn -> TagDescription.builder().resourceArn(arn).tags(tags(arn)).build())
                .toList())
        .build();
  }

  private void deregister(GroupState group, TargetState target) {
    if (!group.attached || TargetGroups.deregistrationDelay(group).isZero()) {
      group.targets.remove(target);
    } else if (target.standing != Standing.DRAINING) {
      target.standing = Standing.DRAINING;
      target.since = ledger.kernel().now();
      target.nextCheck = null;
    }
  }

  private List<Tag> tags(String arn) {
    if (arn.contains(":targetgroup/")) {
      return ledger.group(arn).tags;
    }
    if (arn.contains(":listener-rule/")) {
      return ledger.rule(arn).tags;
    }
    if (arn.contains(":listener/")) {
      return ledger.listener(arn).tags;
    }
    var balancer = ledger.state().balancers.get(arn);
    if (balancer == null) {
      throw BalancingErrors.noBalancer(arn);
    }
    return balancer.tags;
  }
}
