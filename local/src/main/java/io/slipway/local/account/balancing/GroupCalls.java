package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.GroupState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** The calls about target groups. */
final class GroupCalls {

  private final Ledger ledger;

  GroupCalls(Ledger ledger) {
    this.ledger = ledger;
  }

  CreateTargetGroupResponse createTargetGroup(CreateTargetGroupRequest request) {
    var group = TargetGroups.create(ledger.kernel(), ledger.state(), request);
    ledger.changed();
    // One of that name that is there already is answered, too, and may be attached.
    var told = group.attached ? shape(group) : group.shape;
    return CreateTargetGroupResponse.builder().targetGroups(told).build();
  }

  /** Deletes the group where nothing refers to it; does nothing where it is gone. */
  DeleteTargetGroupResponse deleteTargetGroup(DeleteTargetGroupRequest request) {
    var group = ledger.state().groups.get(request.targetGroupArn());
    if (group != null && group.attached) {
      throw BalancingErrors.groupInUse(request.targetGroupArn());
    }
    ledger.state().groups.remove(request.targetGroupArn());
    ledger.forget(request.targetGroupArn());
    ledger.changed();
    return DeleteTargetGroupResponse.builder().build();
  }

  DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    var wanted = new ArrayList<>(ledger.state().groups.values());
    int asked = 0;
    if (request.hasTargetGroupArns()) {
      asked = Set.copyOf(request.targetGroupArns()).size();
      wanted.removeIf(g -> !request.targetGroupArns().contains(g.shape.targetGroupArn()));
    }
    if (request.hasNames()) {
      asked = Set.copyOf(request.names()).size();
      wanted.removeIf(g -> !request.names().contains(g.shape.targetGroupName()));
    }
    List<TargetGroup> found = new ArrayList<>();
    wanted.forEach(group -> found.add(shape(group)));
    if (request.loadBalancerArn() != null) {
      found.removeIf(g -> !g.loadBalancerArns().contains(request.loadBalancerArn()));
    }
    if (found.size() < asked) {
      throw BalancingErrors.noGroup();
    }
    var page = Ledger.page(found, request.marker(), request.pageSize());
    return DescribeTargetGroupsResponse.builder()
        .targetGroups(page.items())
        .nextMarker(page.next())
        .build();
  }

  ModifyTargetGroupResponse modifyTargetGroup(ModifyTargetGroupRequest request) {
    var group = ledger.group(request.targetGroupArn());
    TargetGroups.modify(group, request);
    ledger.settle(group);
    return ModifyTargetGroupResponse.builder().targetGroups(shape(group)).build();
  }

  ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(
      ModifyTargetGroupAttributesRequest request) {
    var group = ledger.group(request.targetGroupArn());
    TargetGroups.modify(group, request.attributes());
    ledger.settle(group);
    return ModifyTargetGroupAttributesResponse.builder()
        .attributes(TargetGroups.attributes(group))
        .build();
  }

  DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
      DescribeTargetGroupAttributesRequest request) {
    return DescribeTargetGroupAttributesResponse.builder()
        .attributes(TargetGroups.attributes(ledger.group(request.targetGroupArn())))
        .build();
  }

  private TargetGroup shape(GroupState group) {
    Set<String> balancers = new HashSet<>();
    var arn = group.shape.targetGroupArn();
    for (var listener : ledger.state().listeners.values()) {
      boolean refers =
          refers(listener.shape.defaultActions(), arn)
              || Rules.of(ledger.state(), listener.shape.listenerArn())
                  .anyMatch(rule -> refers(rule.shape.actions(), arn));
      if (refers) {
        balancers.add(listener.shape.loadBalancerArn());
      }
    }
    return group.shape.toBuilder().loadBalancerArns(sorted(balancers)).build();
  }

  private static boolean refers(List<Action> actions, String groupArn) {
    return Actions.groups(actions).stream().anyMatch(g -> groupArn.equals(g.targetGroupArn()));
  }

  private static List<String> sorted(Collection<String> texts) {
    return texts.stream().sorted().toList();
  }
}
