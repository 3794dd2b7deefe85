package io.slipway.local.account.formation;

import io.slipway.local.account.formation.StackState.Phase;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Takes a stack's resources away, each as soon as those that need it are gone: to delete the stack,
 * or to roll back its creation. A resource that cannot be deleted keeps what it needs; the rest
 * goes.
 */
final class Deletion {

  private static final Duration UNTIL_CALL = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Kernel kernel;
  private final ResourceCalls calls;
  private final StackEvents events;

  Deletion(Kernel kernel, ResourceCalls calls, StackEvents events) {
    this.kernel = kernel;
    this.calls = calls;
    this.events = events;
  }

  /**
   * Begins it.
   *
   * @param status {@code DELETE_IN_PROGRESS} or {@code ROLLBACK_IN_PROGRESS}
   * @param retained logical ids of resources to leave, whatever their policy
   */
  void begin(StackState.One stack, StackStatus status, String reason, List<String> retained) {
    events.stack(stack, status, reason);
    stack.deletedAt = kernel.now();
    boolean isRollback = status == StackStatus.ROLLBACK_IN_PROGRESS;
    for (var resource : stack.resources.values()) {
      resource.dueAt = null;
      resource.phase = resource.exists() ? Phase.WAITING : Phase.DONE;
      if (resource.exists()
          && (retained.contains(resource.logicalId) || isKept(stack, resource, isRollback))) {
        events.resource(stack, resource, ResourceStatus.DELETE_SKIPPED, null);
        resource.phase = Phase.DONE;
      }
    }
    startWhatCan(stack);
    finishWhereDone(stack);
  }

  /** Source: user guide, "DeletionPolicy attribute". */
  private static boolean isKept(
      StackState.One stack, StackState.Resource resource, boolean isRollback) {
    var declaration = StackTemplate.checked(stack.template).resources().get(resource.logicalId);
    return switch (declaration.path("DeletionPolicy").asText("Delete")) {
      case "Retain" -> true;
      case "RetainExceptOnCreate" -> !isRollback;
      default -> false;
    };
  }

  /** Does what is due. */
  void advance(StackState.One stack) {
    for (var resource : stack.resources.values()) {
      if (resource.dueAt != null && !resource.dueAt.isAfter(kernel.now())) {
        step(stack, resource);
      }
    }
    startWhatCan(stack);
    finishWhereDone(stack);
  }

  private void step(StackState.One stack, StackState.Resource resource) {
    try {
      if (resource.phase == Phase.CALLING) {
        calls.delete(resource);
        resource.phase = Phase.SETTLING;
      }
      if (calls.isGone(resource)) {
        events.resource(stack, resource, ResourceStatus.DELETE_COMPLETE, null);
        done(resource);
      } else {
        resource.dueAt = kernel.in(BETWEEN_LOOKS);
      }
    } catch (ResourceFailure e) {
      events.resource(stack, resource, ResourceStatus.DELETE_FAILED, e.getMessage());
      done(resource);
    }
  }

  private static void done(StackState.Resource resource) {
    resource.phase = Phase.DONE;
    resource.dueAt = null;
  }

  private void startWhatCan(StackState.One stack) {
    for (var resource : stack.resources.values()) {
      boolean isFree =
          resource.phase == Phase.WAITING
              && stack.resources.values().stream()
                  .filter(other -> other.needs.contains(resource.logicalId))
                  .noneMatch(StackState.Resource::exists);
      if (isFree) {
        events.resource(stack, resource, ResourceStatus.DELETE_IN_PROGRESS, null);
        resource.phase = Phase.CALLING;
        resource.dueAt = kernel.in(UNTIL_CALL);
      }
    }
  }

  private void finishWhereDone(StackState.One stack) {
    boolean isUnderWay =
        stack.resources.values().stream()
            .anyMatch(r -> r.phase == Phase.CALLING || r.phase == Phase.SETTLING);
    if (isUnderWay) {
      return;
    }
    boolean isRollback = stack.status == StackStatus.ROLLBACK_IN_PROGRESS;
    var failed =
        stack.resources.values().stream()
            .filter(resource -> resource.status == ResourceStatus.DELETE_FAILED)
            .map(resource -> resource.logicalId)
            .toList();
    if (failed.isEmpty()) {
      events.stack(
          stack, isRollback ? StackStatus.ROLLBACK_COMPLETE : StackStatus.DELETE_COMPLETE, null);
    } else {
      events.stack(
          stack,
          isRollback ? StackStatus.ROLLBACK_FAILED : StackStatus.DELETE_FAILED,
          "The following resource(s) failed to delete: " + failed + ". ");
    }
  }
}
