package io.slipway.operation;

import io.slipway.aws.ChangeSet;
import io.slipway.aws.ChangeSets;
import io.slipway.aws.NewChangeSet;
import io.slipway.aws.ProposedTemplate;
import io.slipway.aws.ResourceChangeSeen;
import io.slipway.aws.Stack;
import io.slipway.aws.StackState;
import io.slipway.aws.Stacks;
import io.slipway.domain.OperationRef;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Sha256;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings one stack to a template and values by a change set, as far as that goes at the moment:
 * whoever asks comes again. Everything is found in AWS by names that follow from the operation, so
 * that it does not matter how often somebody comes, and which answers were lost.
 */
public final class StackChange {

  /** To tell CloudFormation what is so already; and to change a stack. */
  public static final String ALIGN = "align";

  public static final String CHANGE = "change";

  /** Both. */
  public static final List<String> PURPOSES = List.of(ALIGN, CHANGE);

  private static final int MARK = 24;

  private final Stacks stacks;
  private final ChangeSets changeSets;
  private final Progress progress;

  public StackChange(Platform platform) {
    this.stacks = new Stacks(platform);
    this.changeSets = new ChangeSets(platform);
    this.progress = new Progress(platform);
  }

  /** How far it is. */
  public enum Fate {
    UNDER_WAY,
    /** There is a change set that can be carried out. */
    READY,
    /** There is nothing to change. */
    NOTHING,
    DONE,
    FAILED
  }

  /** What a change set is made from. */
  public record Wanted(
      ProposedTemplate template, Map<String, String> parameters, String description) {}

  /**
   * What was found.
   *
   * @param reason why it failed; empty otherwise
   * @param changes of a change set that can be carried out
   */
  public record Look(Fate fate, String reason, List<ResourceChangeSeen> changes) {

    /** Without a reason, and without changes. */
    public static Look at(Fate fate) {
      return new Look(fate, "", List.of());
    }

    /** For good. */
    public static Look failed(String reason) {
      return new Look(Fate.FAILED, reason, List.of());
    }
  }

  /**
   * The name of a change set, which is also the token of its execution.
   *
   * @param purpose letters
   */
  public static String name(String purpose, OperationRef ref, String stack) {
    return "slipway-"
        + purpose
        + "-"
        + Sha256.hex(ref.operationId() + "\n" + stack).substring(0, MARK);
  }

  /**
   * Sees to it that there is a change set, and looks at it. One that has failed, or in which
   * nothing changes, stays until it is withdrawn.
   *
   * @param wanted what it is made from, asked for where it is not there yet
   */
  public Look proposed(
      OperationRef ref, String state, Stack stack, String name, Supplier<Wanted> wanted) {
    if (stack.state() == StackState.BUSY) {
      return Look.at(Fate.UNDER_WAY);
    }
    var found = changeSets.find(stack, name);
    if (found.isPresent()) {
      return look(ref, proposing(state, stack), stack, found.get());
    }
    var asked = wanted.get();
    progress.begin(
        ref,
        proposing(state, stack),
        "has CloudFormation say what changes in stack " + stack.name());
    changeSets.propose(
        new NewChangeSet(stack, name, asked.template(), asked.parameters(), asked.description()));
    return Look.at(Fate.UNDER_WAY);
  }

  private Look look(OperationRef ref, StepName step, Stack stack, ChangeSet set) {
    return switch (set.state()) {
      case BEING_MADE, USED -> Look.at(Fate.UNDER_WAY);
      case EMPTY -> {
        said(ref, step, "nothing changes in stack " + stack.name(), Map.of());
        yield Look.at(Fate.NOTHING);
      }
      case FAILED -> {
        progress.failed(ref, step, set.reason(), Map.of());
        yield Look.failed("stack " + stack.name() + ": " + set.reason());
      }
      case READY -> ready(ref, step, stack, set);
    };
  }

  private Look ready(OperationRef ref, StepName step, Stack stack, ChangeSet set) {
    said(
        ref,
        step,
        set.changes().size() + " resources change in stack " + stack.name(),
        Map.of("changes", set.changes().stream().map(ResourceChangeSeen::toString).toList()));
    return new Look(Fate.READY, "", set.changes());
  }

  /** Once, however often somebody looks. */
  private void said(OperationRef ref, StepName step, String message, Object details) {
    if (hasBegun(ref, step) && progress.ended(ref.operationId(), step).isEmpty()) {
      progress.done(ref, step, message, details);
    }
  }

  /**
   * Has a change set carried out, and made where it is not.
   *
   * @param keepsOnFailure as {@link ChangeSets#execute} takes it
   * @param wanted as {@link #proposed} takes it
   */
  public Look carriedOut(
      OperationRef ref,
      String state,
      Stack stack,
      String name,
      boolean keepsOnFailure,
      Supplier<Wanted> wanted) {
    if (stack.state() == StackState.BUSY) {
      return Look.at(Fate.UNDER_WAY);
    }
    var step = StepName.of(state, stack.name());
    var begun = hasBegun(ref, step) ? begun(ref, step, stack, name) : Optional.<Look>empty();
    if (begun.isPresent()) {
      return begun.get();
    }
    var look = proposed(ref, state, stack, name, wanted);
    if (look.fate() == Fate.READY) {
      progress.begin(ref, step, "updates stack " + stack.name());
      var unused = changeSets.execute(stack, name, name, keepsOnFailure);
      return Look.at(Fate.UNDER_WAY);
    }
    return look;
  }

  private boolean hasBegun(OperationRef ref, StepName step) {
    return progress.of(ref.operationId()).stream()
        .anyMatch(
            record -> record.state().equals(step.state()) && record.scope().equals(step.scope()));
  }

  /** Empty where CloudFormation has not heard of it. */
  private Optional<Look> begun(OperationRef ref, StepName step, Stack stack, String token) {
    return stacks.updated(stack, token).map(status -> look(ref, step, stack, status));
  }

  private Look look(OperationRef ref, StepName step, Stack stack, String status) {
    var facts = Map.of("stackId", stack.id(), "status", status);
    return switch (status) {
      case "UPDATE_COMPLETE" -> {
        progress.done(ref, step, "stack " + stack.name() + " is updated", facts);
        yield Look.at(Fate.DONE);
      }
      case "UPDATE_FAILED", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED" -> {
        var reason = stacks.reason(stack);
        progress.failed(ref, step, reason, facts);
        yield Look.failed(reason);
      }
      default -> Look.at(Fate.UNDER_WAY);
    };
  }

  /** Whether the update of a stack, as a step had it carried out, has ended well. */
  public boolean isDone(OperationRef ref, String state, Stack stack, String name) {
    return hasBegun(ref, StepName.of(state, stack.name()))
        && stacks.updated(stack, name).filter("UPDATE_COMPLETE"::equals).isPresent();
  }

  /** Sees to it that nobody can have a change set carried out any more. */
  public void withdraw(OperationRef ref, String state, Stack stack, String name) {
    var found = changeSets.find(stack, name).map(ChangeSet::state);
    if (found.isPresent() && found.get() != ChangeSet.State.USED) {
      progress.begin(ref, proposing(state, stack), "withdraws a change of stack " + stack.name());
      changeSets.delete(stack, name);
      progress.done(ref, proposing(state, stack), "withdrawn: stack " + stack.name(), Map.of());
    }
  }

  private static StepName proposing(String state, Stack stack) {
    return StepName.of(state, "change set of " + stack.name());
  }
}
