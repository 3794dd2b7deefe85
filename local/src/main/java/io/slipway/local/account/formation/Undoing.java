package io.slipway.local.account.formation;

import io.slipway.local.account.formation.StackState.Phase;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Brings a stack back to what it was before an update that failed: to the properties that
 * CloudFormation knew, whatever the resources were meanwhile.
 */
final class Undoing {

  private static final Duration UNTIL_CALL = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Kernel kernel;
  private final ResourceCalls calls;
  private final StackEvents events;
  private final Leavings leavings;

  Undoing(Kernel kernel, ResourceCalls calls, StackEvents events, Leavings leavings) {
    this.kernel = kernel;
    this.calls = calls;
    this.events = events;
    this.leavings = leavings;
  }

  /** Begins it. */
  void begin(StackState.One stack, String why) {
    Updating.become(stack, stack.former);
    stack.leavings.clear();
    events.stack(stack, StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, why.strip());
    for (var resource : stack.resources.values()) {
      resource.phase = resource.before == null ? Phase.DONE : Phase.WAITING;
      resource.dueAt = null;
    }
    startWhatCan(stack);
    finishWhereDone(stack);
  }

  /** Goes on with one that has failed. */
  void goOn(StackState.One stack) {
    events.stack(stack, StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, "User Initiated");
    for (var resource : stack.resources.values()) {
      if (resource.before != null) {
        resource.phase = Phase.WAITING;
      }
    }
    startWhatCan(stack);
    finishWhereDone(stack);
  }

  /**
   * Leaves everything as it is, but for what failed: that goes back at once.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html">
   *     preserve successfully provisioned resources</a>
   */
  void keep(StackState.One stack, String why) {
    for (var resource : stack.resources.values()) {
      if (resource.status == ResourceStatus.UPDATE_FAILED && resource.before != null) {
        back(stack, resource);
      }
      resource.before = null;
      resource.isReplaced = false;
    }
    stack.resources.putAll(stack.dropped);
    events.stack(stack, StackStatus.UPDATE_FAILED, why);
  }

  private void back(StackState.One stack, StackState.Resource resource) {
    var before = resource.before;
    if (resource.isReplaced) {
      resource.physicalId = before.physicalId;
      resource.attributes = new LinkedHashMap<>(before.attributes);
      resource.properties = before.properties;
    } else if (!before.properties.equals(resource.properties)) {
      calls.update(stack, resource, before.properties);
    }
  }

  /** Does what is due. */
  void advance(StackState.One stack) {
    for (var resource : List.copyOf(stack.resources.values())) {
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
        if (resource.isReplaced && !resource.before.physicalId.equals(resource.physicalId)) {
          stack.leavings.add(resource.copy());
        }
        back(stack, resource);
        resource.phase = Phase.SETTLING;
        resource.dueAt = kernel.in(calls.type(resource).takes());
      } else if (calls.isReady(resource)) {
        events.resource(stack, resource, ResourceStatus.UPDATE_COMPLETE, null);
        resource.before = null;
        resource.isReplaced = false;
        done(resource);
      } else {
        resource.dueAt = kernel.in(BETWEEN_LOOKS);
      }
    } catch (ResourceFailure e) {
      events.resource(stack, resource, ResourceStatus.UPDATE_FAILED, e.getMessage());
      done(resource);
    }
  }

  private static void done(StackState.Resource resource) {
    resource.phase = Phase.DONE;
    resource.dueAt = null;
  }

  private void startWhatCan(StackState.One stack) {
    for (var resource : stack.resources.values()) {
      boolean free =
          resource.phase == Phase.WAITING
              && resource.needs.stream()
                  .map(stack.resources::get)
                  .allMatch(needed -> needed == null || needed.phase == Phase.DONE);
      if (free) {
        events.resource(stack, resource, ResourceStatus.UPDATE_IN_PROGRESS, null);
        resource.phase = Phase.CALLING;
        resource.dueAt = kernel.in(UNTIL_CALL);
      }
    }
  }

  private void finishWhereDone(StackState.One stack) {
    if (stack.resources.values().stream().anyMatch(resource -> resource.phase != Phase.DONE)) {
      return;
    }
    var failed =
        stack.resources.values().stream()
            .filter(resource -> resource.before != null)
            .map(resource -> resource.logicalId)
            .toList();
    if (!failed.isEmpty()) {
      events.stack(
          stack,
          StackStatus.UPDATE_ROLLBACK_FAILED,
          "The following resource(s) failed to update: " + failed + ". ");
      return;
    }
    restoreResources(stack);
    leavings.begin(
        stack,
        StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
        StackStatus.UPDATE_ROLLBACK_COMPLETE);
  }

  /** What the update has made goes; what it would have taken away is the stack's again. */
  private void restoreResources(StackState.One stack) {
    var planned = StackPlan.of(new StackScope(stack, kernel.settings()));
    var kept = new LinkedHashMap<String, StackState.Resource>();
    planned.forEach(
        (id, resource) -> {
          var there = stack.resources.getOrDefault(id, stack.dropped.get(id));
          if (there != null) {
            there.needs = resource.needs;
            kept.put(id, there);
          }
        });
    stack.resources.values().stream()
        .filter(resource -> resource.exists() && !kept.containsKey(resource.logicalId))
        .toList()
        .reversed()
        .forEach(stack.leavings::add);
    stack.resources = kept;
    stack.outputs = StackOutputs.of(new StackScope(stack, kernel.settings()));
  }
}
