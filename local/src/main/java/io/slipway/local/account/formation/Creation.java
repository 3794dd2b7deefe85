package io.slipway.local.account.formation;

import io.slipway.local.account.formation.StackState.Phase;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.template.yaml.TemplateError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Makes a stack's resources, each as soon as those that it needs are complete. The first failure
 * ends it: what is under way is cancelled, and what was made goes again, as {@code OnFailure} says.
 */
final class Creation {

  private static final Duration UNTIL_CALL = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Kernel kernel;
  private final ResourceCalls calls;
  private final StackEvents events;
  private final Deletion deletion;

  Creation(Kernel kernel, ResourceCalls calls, StackEvents events, Deletion deletion) {
    this.kernel = kernel;
    this.calls = calls;
    this.events = events;
    this.deletion = deletion;
  }

  void begin(StackState.One stack, Map<String, StackState.Resource> resources) {
    stack.resources.putAll(resources);
    events.stack(stack, StackStatus.CREATE_IN_PROGRESS, "User Initiated");
    startWhatCan(stack);
  }

  /** Does what is due. */
  void advance(StackState.One stack) {
    for (var resource : stack.resources.values()) {
      if (resource.dueAt != null && !resource.dueAt.isAfter(kernel.now())) {
        step(stack, resource);
      }
    }
    var failed = with(stack, ResourceStatus.CREATE_FAILED);
    if (failed.isEmpty()) {
      startWhatCan(stack);
      finishWhereDone(stack);
    } else {
      cancel(stack);
      fail(
          stack,
          "The following resource(s) failed to create: "
              + with(stack, ResourceStatus.CREATE_FAILED)
              + ". ");
    }
  }

  private void step(StackState.One stack, StackState.Resource resource) {
    try {
      if (resource.phase == Phase.CALLING) {
        calls.create(stack, resource);
        events.resource(
            stack, resource, ResourceStatus.CREATE_IN_PROGRESS, "Resource creation Initiated");
        resource.phase = Phase.SETTLING;
        resource.dueAt = kernel.in(calls.type(resource).takes());
      } else if (calls.isReady(resource)) {
        events.resource(stack, resource, ResourceStatus.CREATE_COMPLETE, null);
        done(resource);
      } else {
        resource.dueAt = kernel.in(BETWEEN_LOOKS);
      }
    } catch (ResourceFailure e) {
      events.resource(stack, resource, ResourceStatus.CREATE_FAILED, e.getMessage());
      done(resource);
    }
  }

  private static void done(StackState.Resource resource) {
    resource.phase = Phase.DONE;
    resource.dueAt = null;
  }

  private void startWhatCan(StackState.One stack) {
    for (var resource : stack.resources.values()) {
      boolean ready =
          resource.phase == Phase.WAITING
              && resource.needs.stream()
                  .map(stack.resources::get)
                  .allMatch(needed -> needed.status == ResourceStatus.CREATE_COMPLETE);
      if (ready) {
        events.resource(stack, resource, ResourceStatus.CREATE_IN_PROGRESS, null);
        resource.phase = Phase.CALLING;
        resource.dueAt = kernel.in(UNTIL_CALL);
      }
    }
  }

  private void finishWhereDone(StackState.One stack) {
    if (stack.resources.values().stream().allMatch(r -> r.phase == Phase.DONE)) {
      try {
        stack.outputs = StackOutputs.of(new StackScope(stack, kernel.settings()));
        events.stack(stack, StackStatus.CREATE_COMPLETE, null);
      } catch (TemplateError e) {
        fail(stack, e.getMessage() + ". ");
      }
    }
  }

  /** Ends what is under way; those that exist already are deleted with the rest. */
  private void cancel(StackState.One stack) {
    for (var resource : stack.resources.values()) {
      if (resource.phase == Phase.CALLING || resource.phase == Phase.SETTLING) {
        events.resource(
            stack, resource, ResourceStatus.CREATE_FAILED, "Resource creation cancelled");
      }
      done(resource);
    }
  }

  private void fail(StackState.One stack, String why) {
    switch (stack.onFailure) {
      case DO_NOTHING -> events.stack(stack, StackStatus.CREATE_FAILED, why.strip());
      case DELETE ->
          deletion.begin(
              stack, StackStatus.DELETE_IN_PROGRESS, why + "Delete requested by user.", List.of());
      default ->
          deletion.begin(
              stack,
              StackStatus.ROLLBACK_IN_PROGRESS,
              why + "Rollback requested by user.",
              List.of());
    }
  }

  private static List<String> with(StackState.One stack, ResourceStatus status) {
    return stack.resources.values().stream()
        .filter(resource -> resource.status == status)
        .map(resource -> resource.logicalId)
        .toList();
  }

  /** Stops a creation because the stack is to be deleted. */
  void abandon(StackState.One stack) {
    cancel(stack);
  }
}
