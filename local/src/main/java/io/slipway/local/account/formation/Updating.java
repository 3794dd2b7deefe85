package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.formation.StackState.Phase;
import io.slipway.local.account.formation.StackState.Version;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.template.yaml.TemplateError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Brings a stack's resources to another version of it, each as soon as those that it needs are as
 * they should be: what is the same is left alone, what can be changed is changed, the rest is made
 * anew. The first failure ends it, and {@link Undoing} brings everything back, unless what was done
 * is to stay.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html">
 *     update behaviours of stack resources</a>
 */
final class Updating {

  private static final Duration UNTIL_CALL = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Kernel kernel;
  private final ResourceCalls calls;
  private final StackEvents events;
  private final Undoing undoing;
  private final Leavings leavings;

  Updating(
      Kernel kernel, ResourceCalls calls, StackEvents events, Undoing undoing, Leavings leavings) {
    this.kernel = kernel;
    this.calls = calls;
    this.events = events;
    this.undoing = undoing;
    this.leavings = leavings;
  }

  /**
   * Begins it.
   *
   * @param keepsOnFailure whether what it has done stays where it fails
   */
  void begin(StackState.One stack, Version next, boolean keepsOnFailure) {
    stack.former = version(stack);
    stack.keepsOnFailure = keepsOnFailure;
    stack.updatedAt = kernel.now();
    stack.leavings.clear();
    become(stack, next);
    var planned = StackPlan.of(new StackScope(stack, kernel.settings()));
    var all = new LinkedHashMap<String, StackState.Resource>();
    planned.forEach(
        (id, resource) -> {
          var there = stack.resources.get(id);
          if (there == null || !there.exists()) {
            all.put(id, resource);
          } else {
            there.needs = resource.needs;
            there.before = null;
            there.status = ResourceStatus.UPDATE_COMPLETE;
            there.isReplaced = false;
            there.phase = Phase.WAITING;
            all.put(id, there);
          }
        });
    stack.dropped.clear();
    stack.resources.values().stream()
        .filter(resource -> resource.exists() && !all.containsKey(resource.logicalId))
        .forEach(resource -> stack.dropped.put(resource.logicalId, resource));
    stack.resources = all;
    events.stack(stack, StackStatus.UPDATE_IN_PROGRESS, "User Initiated");
    startWhatCan(stack);
    finishWhereDone(stack);
  }

  static Version version(StackState.One stack) {
    var version = new Version();
    version.template = stack.template;
    version.body = stack.body;
    version.parameters.putAll(stack.parameters);
    version.tags.putAll(stack.tags);
    return version;
  }

  static void become(StackState.One stack, Version version) {
    stack.template = version.template;
    stack.body = version.body;
    stack.parameters = new LinkedHashMap<>(version.parameters);
    stack.tags = new LinkedHashMap<>(version.tags);
  }

  /** Does what is due. */
  void advance(StackState.One stack) {
    for (var resource : List.copyOf(stack.resources.values())) {
      if (resource.dueAt != null && !resource.dueAt.isAfter(kernel.now())) {
        step(stack, resource);
      }
    }
    if (failed(stack).isEmpty()) {
      startWhatCan(stack);
      finishWhereDone(stack);
    }
    if (stack.status == StackStatus.UPDATE_IN_PROGRESS && !failed(stack).isEmpty()) {
      fail(stack);
    }
  }

  private void step(StackState.One stack, StackState.Resource resource) {
    boolean isNew = resource.before == null;
    try {
      if (resource.phase == Phase.CALLING) {
        call(stack, resource);
        resource.phase = Phase.SETTLING;
        resource.dueAt = kernel.in(calls.type(resource).takes());
      } else if (calls.isReady(resource)) {
        events.resource(
            stack,
            resource,
            isNew ? ResourceStatus.CREATE_COMPLETE : ResourceStatus.UPDATE_COMPLETE,
            null);
        done(resource);
      } else {
        resource.dueAt = kernel.in(BETWEEN_LOOKS);
      }
    } catch (ResourceFailure e) {
      events.resource(
          stack,
          resource,
          isNew ? ResourceStatus.CREATE_FAILED : ResourceStatus.UPDATE_FAILED,
          e.getMessage());
      done(resource);
    }
  }

  private void call(StackState.One stack, StackState.Resource resource) {
    if (resource.before == null || resource.isReplaced) {
      calls.create(stack, resource);
    } else {
      calls.update(stack, resource, calls.wanted(stack, resource));
    }
  }

  private static void done(StackState.Resource resource) {
    resource.phase = Phase.DONE;
    resource.dueAt = null;
  }

  private void startWhatCan(StackState.One stack) {
    boolean went = true;
    while (went) {
      went = false;
      for (var resource : stack.resources.values()) {
        boolean free =
            resource.phase == Phase.WAITING
                && resource.needs.stream()
                    .map(stack.resources::get)
                    .allMatch(needed -> needed.phase == Phase.DONE);
        if (free) {
          start(stack, resource);
          went = true;
        }
      }
    }
  }

  private void start(StackState.One stack, StackState.Resource resource) {
    if (!resource.exists()) {
      events.resource(stack, resource, ResourceStatus.CREATE_IN_PROGRESS, null);
      due(resource);
      return;
    }
    try {
      var wanted = calls.wanted(stack, resource);
      if (wanted.equals(resource.properties)) {
        done(resource);
        return;
      }
      resource.before = resource.copy();
      resource.isReplaced = calls.isReplaced(resource, wanted);
      requireOtherName(resource, wanted);
      events.resource(
          stack,
          resource,
          ResourceStatus.UPDATE_IN_PROGRESS,
          resource.isReplaced
              ? "Requested update requires the creation of a new physical resource; hence creating"
                  + " one."
              : null);
      due(resource);
    } catch (ResourceFailure e) {
      resource.before = resource.copy();
      events.resource(stack, resource, ResourceStatus.UPDATE_FAILED, e.getMessage());
      done(resource);
    }
  }

  private void due(StackState.Resource resource) {
    resource.phase = Phase.CALLING;
    resource.dueAt = kernel.in(UNTIL_CALL);
  }

  /** Source: user guide, "Name type": custom-named resources cannot be replaced. */
  private void requireOtherName(StackState.Resource resource, ObjectNode wanted) {
    var named = calls.type(resource).named();
    if (resource.isReplaced
        && wanted.has(named)
        && wanted.get(named).equals(resource.properties.get(named))) {
      throw new ResourceFailure(
          "CloudFormation cannot update a stack when a custom-named resource requires replacing."
              + " Rename "
              + wanted.get(named).asText()
              + " and update the stack again.");
    }
  }

  private static List<String> failed(StackState.One stack) {
    return stack.resources.values().stream()
        .filter(
            resource ->
                resource.phase == Phase.DONE
                    && (resource.status == ResourceStatus.UPDATE_FAILED
                        || resource.status == ResourceStatus.CREATE_FAILED))
        .map(resource -> resource.logicalId)
        .toList();
  }

  private void finishWhereDone(StackState.One stack) {
    if (stack.resources.values().stream().anyMatch(resource -> resource.phase != Phase.DONE)
        || !failed(stack).isEmpty()) {
      return;
    }
    try {
      stack.outputs = StackOutputs.of(new StackScope(stack, kernel.settings()));
    } catch (TemplateError e) {
      undoing.begin(stack, e.getMessage() + ". ");
      return;
    }
    List.copyOf(stack.dropped.values()).reversed().forEach(stack.leavings::add);
    stack.resources.values().stream()
        .filter(resource -> resource.isReplaced)
        .forEach(resource -> stack.leavings.add(resource.before));
    stack.resources.values().forEach(resource -> resource.before = null);
    leavings.begin(
        stack, StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, StackStatus.UPDATE_COMPLETE);
  }

  private void fail(StackState.One stack) {
    var failed = failed(stack);
    for (var resource : stack.resources.values()) {
      if (resource.phase == Phase.CALLING || resource.phase == Phase.SETTLING) {
        events.resource(
            stack,
            resource,
            resource.before == null ? ResourceStatus.CREATE_FAILED : ResourceStatus.UPDATE_FAILED,
            resource.before == null ? "Resource creation cancelled" : "Resource update cancelled");
      }
      done(resource);
    }
    var why = "The following resource(s) failed to update: " + failed + ". ";
    if (stack.keepsOnFailure) {
      undoing.keep(stack, why.strip());
    } else {
      undoing.begin(stack, why);
    }
  }
}
