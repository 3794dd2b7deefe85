package io.slipway.local.account.formation;

import io.slipway.local.account.formation.StackState.Phase;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Takes away, one after the other, what an update or its undoing leaves behind. What cannot be
 * deleted stays, and the update is complete all the same.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">
 *     stack status codes: UPDATE_COMPLETE_CLEANUP_IN_PROGRESS</a>
 */
final class Leavings {

  private static final Duration UNTIL_CALL = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Kernel kernel;
  private final ResourceCalls calls;
  private final StackEvents events;

  Leavings(Kernel kernel, ResourceCalls calls, StackEvents events) {
    this.kernel = kernel;
    this.calls = calls;
    this.events = events;
  }

  void begin(StackState.One stack, StackStatus meanwhile, StackStatus then) {
    events.stack(stack, meanwhile, null);
    stack.leavings.removeIf(leaving -> isKept(stack, leaving));
    stack.leavings.forEach(leaving -> leaving.phase = Phase.CALLING);
    next(stack, then);
  }

  /** Source: user guide, "UpdateReplacePolicy attribute" and "DeletionPolicy attribute". */
  private static boolean isKept(StackState.One stack, StackState.Resource leaving) {
    boolean undone = stack.status == StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS;
    var other = undone ? stack.template : stack.former.template;
    var declaration = StackTemplate.checked(other).resources().get(leaving.logicalId);
    if (undone || declaration == null) {
      return false;
    }
    boolean replaced = stack.resources.containsKey(leaving.logicalId);
    return declaration
        .path(replaced ? "UpdateReplacePolicy" : "DeletionPolicy")
        .asText("Delete")
        .startsWith("Retain");
  }

  /** Does what is due. */
  void advance(StackState.One stack, StackStatus then) {
    if (!stack.leavings.isEmpty()) {
      step(stack, stack.leavings.getFirst());
    }
    next(stack, then);
  }

  private void step(StackState.One stack, StackState.Resource leaving) {
    if (leaving.dueAt == null || leaving.dueAt.isAfter(kernel.now())) {
      return;
    }
    try {
      if (leaving.phase == Phase.CALLING) {
        calls.delete(leaving);
        leaving.phase = Phase.SETTLING;
      }
      if (calls.isGone(leaving)) {
        events.resource(stack, leaving, ResourceStatus.DELETE_COMPLETE, null);
        stack.leavings.remove(leaving);
      } else {
        leaving.dueAt = kernel.in(BETWEEN_LOOKS);
      }
    } catch (ResourceFailure e) {
      events.resource(stack, leaving, ResourceStatus.DELETE_FAILED, e.getMessage());
      stack.leavings.remove(leaving);
    }
  }

  private void next(StackState.One stack, StackStatus then) {
    if (stack.leavings.isEmpty()) {
      stack.dropped.clear();
      events.stack(stack, then, null);
      return;
    }
    var leaving = stack.leavings.getFirst();
    if (leaving.dueAt == null) {
      events.resource(stack, leaving, ResourceStatus.DELETE_IN_PROGRESS, null);
      leaving.dueAt = kernel.in(UNTIL_CALL);
    }
  }
}
