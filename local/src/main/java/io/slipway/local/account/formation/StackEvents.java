package io.slipway.local.account.formation;

import io.slipway.local.account.kernel.Ids;
import io.slipway.local.account.kernel.Kernel;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Changes the status of a stack or resource, and writes the event that tells it. */
final class StackEvents {

  private static final String STACK = "AWS::CloudFormation::Stack";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Kernel kernel;
  private final Supplier<Ids> ids;

  StackEvents(Kernel kernel, Supplier<Ids> ids) {
    this.kernel = kernel;
    this.ids = ids;
  }

  /** The stack has reached {@code status}; {@code reason} may be null. */
  void stack(StackState.One stack, StackStatus status, String reason) {
    stack.status = status;
    stack.reason = reason;
    stack.events.add(
        event(stack)
            .eventId(ids.get().uuid())
            .logicalResourceId(stack.name)
            .physicalResourceId(stack.id)
            .resourceType(STACK)
            .resourceStatus(ResourceStatus.fromValue(status.toString()))
            .resourceStatusReason(reason)
            .build());
  }

  /** The resource has reached {@code status}; {@code reason} may be null. */
  void resource(
      StackState.One stack, StackState.Resource resource, ResourceStatus status, String reason) {
    resource.status = status;
    resource.reason = reason;
    resource.updatedAt = kernel.now();
    resource.eventCount++;
    stack.events.add(
        event(stack)
            .eventId(
                "%s-%s-%s-%d"
                    .formatted(
                        resource.logicalId, status, TIME.format(kernel.now()), resource.eventCount))
            .logicalResourceId(resource.logicalId)
            .physicalResourceId(resource.physicalId == null ? "" : resource.physicalId)
            .resourceType(resource.type)
            .resourceStatus(status)
            .resourceStatusReason(reason)
            .resourceProperties(resource.properties == null ? null : resource.properties.toString())
            .build());
  }

  private StackEvent.Builder event(StackState.One stack) {
    return StackEvent.builder()
        .stackId(stack.id)
        .stackName(stack.name)
        .timestamp(kernel.now())
        .clientRequestToken(stack.token);
  }
}
