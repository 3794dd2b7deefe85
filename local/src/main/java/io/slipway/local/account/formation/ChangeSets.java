package io.slipway.local.account.formation;

import io.slipway.local.account.formation.StackState.ChangeSet;
import io.slipway.local.account.formation.StackState.One;
import io.slipway.local.account.formation.StackState.Stacks;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.template.yaml.TemplateError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * The change sets of stacks: made in some seconds, looked at, executed once, deleted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html">
 *     update stacks using change sets</a>
 */
final class ChangeSets {

  private static final Duration MAKING = Duration.ofSeconds(4);

  /** As it is recorded in public issues; there is no code for it. */
  private static final String EMPTY =
      "The submitted information didn't contain changes. Submit different information to create a"
          + " change set.";

  private static final Set<StackStatus> UPDATABLE =
      Set.of(
          StackStatus.CREATE_COMPLETE,
          StackStatus.UPDATE_COMPLETE,
          StackStatus.UPDATE_ROLLBACK_COMPLETE,
          StackStatus.UPDATE_FAILED,
          StackStatus.IMPORT_COMPLETE,
          StackStatus.IMPORT_ROLLBACK_COMPLETE);

  private final Kernel kernel;
  private final Supplier<Stacks> state;
  private final Admission admission;
  private final ResourceCalls calls;
  private final Updating updating;

  ChangeSets(
      Kernel kernel,
      Supplier<Stacks> state,
      Admission admission,
      ResourceCalls calls,
      Updating updating) {
    this.kernel = kernel;
    this.state = state;
    this.admission = admission;
    this.calls = calls;
    this.updating = updating;
  }

  ChangeSet create(One stack, CreateChangeSetRequest request) {
    if (stack.changeSets.containsKey(request.changeSetName())) {
      throw FormationErrors.changeSetExists(request.changeSetName());
    }
    if (!UPDATABLE.contains(stack.status)) {
      throw FormationErrors.invalid(
          "Stack:%s is in %s state and can not be updated.".formatted(stack.id, stack.status));
    }
    var set = new ChangeSet();
    set.version = admission.version(stack, request);
    set.name = request.changeSetName();
    set.id = kernel.arn("cloudformation", "changeSet/" + set.name + "/" + state.get().ids.uuid());
    set.description = request.description();
    set.capabilities.addAll(request.capabilitiesAsStrings());
    set.status = ChangeSetStatus.CREATE_PENDING;
    set.execution = ExecutionStatus.UNAVAILABLE;
    set.createdAt = kernel.now();
    set.dueAt = kernel.in(MAKING);
    stack.changeSets.put(set.name, set);
    return set;
  }

  /** By its name and stack, or by its ARN alone. */
  ChangeSet get(Optional<One> stack, String nameOrId) {
    return all(stack)
        .filter(set -> nameOrId.equals(set.name) || nameOrId.equals(set.id))
        .findFirst()
        .orElseThrow(() -> FormationErrors.noChangeSet(nameOrId));
  }

  One stackOf(ChangeSet set) {
    return state.get().byId.values().stream()
        .filter(stack -> stack.changeSets.containsValue(set))
        .findFirst()
        .orElseThrow();
  }

  private Stream<ChangeSet> all(Optional<One> stack) {
    var stacks = stack.map(List::of).orElseGet(() -> List.copyOf(state.get().byId.values()));
    return stacks.stream().flatMap(one -> one.changeSets.values().stream());
  }

  void delete(Optional<One> stack, String nameOrId) {
    var found =
        all(stack).filter(set -> nameOrId.equals(set.name) || nameOrId.equals(set.id)).findFirst();
    if (found.isEmpty()) {
      return;
    }
    var set = found.get();
    if (set.execution == ExecutionStatus.EXECUTE_IN_PROGRESS) {
      throw FormationErrors.wrongStatus(
          "ChangeSet [" + set.id + "] cannot be deleted in its current status of " + set.execution);
    }
    // API reference, DeleteChangeSet, InvalidChangeSetStatus; the words are from public issues.
    if (set.status == ChangeSetStatus.CREATE_PENDING) {
      throw FormationErrors.wrongStatus("Cannot delete ChangeSet in status " + set.status);
    }
    stackOf(set).changeSets.remove(set.name);
  }

  void execute(One stack, ChangeSet set, ExecuteChangeSetRequest request) {
    if (set.status != ChangeSetStatus.CREATE_COMPLETE
        || set.execution != ExecutionStatus.AVAILABLE) {
      throw FormationErrors.wrongStatus(
          "ChangeSet [%s] cannot be executed in its current status of [%s]"
              .formatted(set.id, set.status));
    }
    if (!UPDATABLE.contains(stack.status)) {
      throw FormationErrors.wrongStatus(
          "Stack:%s is in %s state and can not be updated.".formatted(stack.id, stack.status));
    }
    boolean keeps = Boolean.TRUE.equals(request.disableRollback());
    if (stack.status == StackStatus.UPDATE_FAILED && !keeps) {
      throw FormationErrors.invalid(
          "This stack is currently in a non-terminal [UPDATE_FAILED] state. To update the stack"
              + " from this state, please use the disable-rollback parameter with update-stack API."
              + " To rollback to the last known good state, use the rollback-stack API");
    }
    requireNoReplacement(set, keeps);
    stack.changeSets.clear();
    stack.changeSets.put(set.name, set);
    set.execution = ExecutionStatus.EXECUTE_IN_PROGRESS;
    stack.token = request.clientRequestToken();
    stack.capabilities = new ArrayList<>(set.capabilities);
    updating.begin(stack, set.version, keeps);
  }

  /** Source: as CloudFormation's answer is recorded in public issues of sam deploy. */
  private static void requireNoReplacement(ChangeSet set, boolean keeps) {
    boolean replaces =
        set.changes.stream()
            .anyMatch(change -> "True".equals(change.resourceChange().replacementAsString()));
    if (keeps && replaces) {
      throw FormationErrors.invalid(
          "Replacement type updates not supported on stack with disable-rollback.");
    }
  }

  /** Does what is due. */
  void advance(One stack) {
    for (var set : stack.changeSets.values()) {
      if (set.dueAt != null && !set.dueAt.isAfter(kernel.now())) {
        set.dueAt = null;
        make(stack, set);
      }
      if (set.execution == ExecutionStatus.EXECUTE_IN_PROGRESS && isAtRest(stack)) {
        set.execution =
            stack.status == StackStatus.UPDATE_COMPLETE
                ? ExecutionStatus.EXECUTE_COMPLETE
                : ExecutionStatus.EXECUTE_FAILED;
      }
    }
  }

  private static boolean isAtRest(One stack) {
    return !stack.status.toString().endsWith("_IN_PROGRESS");
  }

  private void make(One stack, ChangeSet set) {
    var reason = state.get().changeSetsToFail.remove(stack.name);
    if (reason != null) {
      fail(set, reason);
      return;
    }
    try {
      set.changes.addAll(StackDiff.of(kernel, calls, stack, set.version));
    } catch (TemplateError | ResourceFailure e) {
      fail(set, e.getMessage());
      return;
    }
    if (set.changes.isEmpty() && !StackDiff.isOtherwise(stack, set.version)) {
      fail(set, EMPTY);
      return;
    }
    set.status = ChangeSetStatus.CREATE_COMPLETE;
    set.execution = ExecutionStatus.AVAILABLE;
  }

  private static void fail(ChangeSet set, String why) {
    set.status = ChangeSetStatus.FAILED;
    set.execution = ExecutionStatus.UNAVAILABLE;
    set.reason = why;
  }

  static Optional<Instant> nextDue(One stack) {
    return stack.changeSets.values().stream()
        .map(set -> set.dueAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }
}
