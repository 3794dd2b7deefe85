package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.kernel.Kernel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeType;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

/**
 * What another version of a stack would change, found without changing anything: against what
 * CloudFormation knows, not against what the resources are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html">
 *     ResourceChange</a>
 */
final class StackDiff {

  private final ResourceCalls calls;
  private final StackState.One next = new StackState.One();
  private final List<Change> changes = new ArrayList<>();

  private StackDiff(ResourceCalls calls, StackState.One stack, StackState.Version version) {
    this.calls = calls;
    next.id = stack.id;
    next.name = stack.name;
    Updating.become(next, version);
    stack.resources.forEach(
        (id, resource) -> {
          if (resource.exists()) {
            next.resources.put(id, resource.copy());
          }
        });
  }

  /** The changes, in the order of the template; those that take away last. */
  static List<Change> of(
      Kernel kernel, ResourceCalls calls, StackState.One stack, StackState.Version version) {
    var diff = new StackDiff(calls, stack, version);
    var planned = StackPlan.of(new StackScope(diff.next, kernel.settings()));
    diff.compareAll(planned);
    stack.resources.values().stream()
        .filter(resource -> resource.exists() && !planned.containsKey(resource.logicalId))
        .forEach(resource -> diff.add(resource, ChangeAction.REMOVE, null, Set.of(), Set.of()));
    return diff.changes;
  }

  /** Whether a version gives other outputs, or is for others, though its resources are the same. */
  static boolean isOtherwise(StackState.One stack, StackState.Version version) {
    return !stack.template.path("Outputs").equals(version.template.path("Outputs"));
  }

  private void compareAll(Map<String, StackState.Resource> planned) {
    var compared = new HashSet<String>();
    while (compared.size() < planned.size()) {
      for (var resource : planned.values()) {
        if (!compared.contains(resource.logicalId) && compared.containsAll(resource.needs)) {
          compare(resource);
          compared.add(resource.logicalId);
        }
      }
    }
  }

  private void compare(StackState.Resource planned) {
    var there = next.resources.get(planned.logicalId);
    if (there == null) {
      add(planned, ChangeAction.ADD, null, Set.of(), Set.of());
      next.resources.put(planned.logicalId, planned);
      unknown(planned);
      return;
    }
    var wanted = calls.wanted(next, there);
    var names = names(there.properties, wanted);
    if (names.isEmpty()) {
      return;
    }
    boolean replaced = calls.isReplaced(there, wanted);
    add(
        there,
        ChangeAction.MODIFY,
        replaced ? Replacement.TRUE : Replacement.FALSE,
        names,
        calls.type(there).replacing());
    if (replaced) {
      unknown(there);
    }
  }

  private static Set<String> names(ObjectNode was, ObjectNode wanted) {
    var names = new TreeSet<String>();
    was.fieldNames().forEachRemaining(names::add);
    wanted.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> Objects.equals(was.get(name), wanted.get(name)));
    return names;
  }

  /** What it will be called is known once it is made. */
  private void unknown(StackState.Resource resource) {
    resource.physicalId = "{{" + resource.logicalId + "}}";
    calls
        .type(resource)
        .attributes()
        .forEach(
            name -> resource.attributes.put(name, "{{" + resource.logicalId + "." + name + "}}"));
  }

  private void add(
      StackState.Resource resource,
      ChangeAction action,
      Replacement replacement,
      Set<String> names,
      Set<String> replacing) {
    changes.add(
        Change.builder()
            .type(ChangeType.RESOURCE)
            .resourceChange(
                ResourceChange.builder()
                    .action(action)
                    .logicalResourceId(resource.logicalId)
                    .physicalResourceId(resource.physicalId)
                    .resourceType(resource.type)
                    .replacement(replacement)
                    .scope(names.isEmpty() ? List.of() : List.of(ResourceAttribute.PROPERTIES))
                    .details(names.stream().map(name -> detail(name, replacing)).toList())
                    .build())
            .build());
  }

  private static ResourceChangeDetail detail(String name, Set<String> replacing) {
    return ResourceChangeDetail.builder()
        .target(
            target ->
                target
                    .attribute(ResourceAttribute.PROPERTIES)
                    .name(name)
                    .requiresRecreation(
                        replacing.contains(name)
                            ? RequiresRecreation.ALWAYS
                            : RequiresRecreation.NEVER))
        .evaluation(EvaluationType.STATIC)
        .build();
  }
}
