package io.slipway.local.account.formation;

import io.slipway.local.account.kernel.Pages;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackDriftInformation;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftInformation;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Stacks and resources as CloudFormation's answers give them. */
final class StackShapes {

  private StackShapes() {}

  static Stack stack(StackState.One stack) {
    var template = StackTemplate.checked(stack.template);
    return Stack.builder()
        .stackId(stack.id)
        .stackName(stack.name)
        .description(template.description())
        .parameters(stack.parameters.entrySet().stream().map(e -> parameter(template, e)).toList())
        .creationTime(stack.createdAt)
        .lastUpdatedTime(stack.updatedAt)
        .deletionTime(stack.deletedAt)
        .rollbackConfiguration(RollbackConfiguration.builder().build())
        .stackStatus(stack.status)
        .stackStatusReason(stack.reason)
        .disableRollback(stack.onFailure == OnFailure.DO_NOTHING)
        .notificationARNs(List.of())
        .capabilitiesWithStrings(stack.capabilities)
        .outputs(stack.outputs)
        .roleARN(stack.roleArn)
        .tags(stack.tags.entrySet().stream().map(StackShapes::tag).toList())
        .enableTerminationProtection(stack.isProtected)
        .driftInformation(
            StackDriftInformation.builder().stackDriftStatus(StackDriftStatus.NOT_CHECKED).build())
        .build();
  }

  private static Parameter parameter(StackTemplate template, Map.Entry<String, String> entry) {
    var declaration = template.section("Parameters").path(entry.getKey());
    return Parameter.builder()
        .parameterKey(entry.getKey())
        .parameterValue(StackParameters.isHidden(declaration) ? "****" : entry.getValue())
        .build();
  }

  private static Tag tag(Map.Entry<String, String> entry) {
    return Tag.builder().key(entry.getKey()).value(entry.getValue()).build();
  }

  static DescribeChangeSetResponse changeSet(
      StackState.One stack, StackState.ChangeSet set, Pages<Change> page) {
    var template = StackTemplate.checked(set.version.template);
    return DescribeChangeSetResponse.builder()
        .changeSetName(set.name)
        .changeSetId(set.id)
        .stackId(stack.id)
        .stackName(stack.name)
        .description(set.description)
        .parameters(
            set.version.parameters.entrySet().stream().map(e -> parameter(template, e)).toList())
        .creationTime(set.createdAt)
        .executionStatus(set.execution)
        .status(set.status)
        .statusReason(set.reason)
        .capabilitiesWithStrings(set.capabilities)
        .tags(set.version.tags.entrySet().stream().map(StackShapes::tag).toList())
        .changes(page.items())
        .nextToken(page.next())
        .build();
  }

  static ChangeSetSummary summary(StackState.One stack, StackState.ChangeSet set) {
    return ChangeSetSummary.builder()
        .changeSetName(set.name)
        .changeSetId(set.id)
        .stackId(stack.id)
        .stackName(stack.name)
        .description(set.description)
        .creationTime(set.createdAt)
        .executionStatus(set.execution)
        .status(set.status)
        .statusReason(set.reason)
        .build();
  }

  static StackResource resource(StackState.One stack, StackState.Resource resource) {
    return StackResource.builder()
        .stackId(stack.id)
        .stackName(stack.name)
        .logicalResourceId(resource.logicalId)
        .physicalResourceId(resource.physicalId)
        .resourceType(resource.type)
        .resourceStatus(resource.status)
        .resourceStatusReason(resource.reason)
        .timestamp(resource.updatedAt)
        .driftInformation(
            StackResourceDriftInformation.builder()
                .stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED)
                .build())
        .build();
  }
}
