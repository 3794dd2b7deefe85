package io.slipway.flow.stack;

import io.slipway.aws.ProposedTemplate;
import io.slipway.aws.Stack;
import io.slipway.aws.StackState;
import io.slipway.aws.Stacks;
import io.slipway.aws.StoredTemplates;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Recovery;
import io.slipway.domain.ResourceMissing;
import io.slipway.operation.StackChange;
import io.slipway.operation.StackChange.Fate;
import io.slipway.operation.StackChange.Look;
import io.slipway.operation.StackChange.Wanted;
import io.slipway.operation.StackUpdate;
import io.slipway.operation.UpdatePlan;
import io.slipway.runtime.Installation;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.RulePriorities;
import io.slipway.store.StepName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings the stacks of an update back to the templates that they had, with the values that are so,
 * in rounds: what has not been carried out is withdrawn, what is under way is waited for, and what
 * has been done is undone by one more update.
 */
public final class RevertStacks extends Step<RevertStacks.Input, RevertStacks.Output> {

  private static final String STATE = "RevertStacks";

  /**
   * What the machine sends.
   *
   * @param pending the names of the stacks that were not back after the round before
   * @param last whether there will not be another round
   */
  public record Input(OperationRef operation, List<String> pending, boolean last) {}

  /**
   * What the machine gets.
   *
   * @param reason why it failed; empty otherwise
   */
  public record Output(Verdict verdict, List<String> pending, String reason) {}

  /** What the machine does next. */
  public enum Verdict {
    /** Come again. */
    WAIT,
    /** All stacks are as they were. */
    REVERTED,
    /** One of them cannot be. */
    FAILED
  }

  private final Operations operations;
  private final Progress progress;
  private final RulePriorities priorities;
  private final Stacks stacks;
  private final StoredTemplates templates;
  private final StackChange change;
  private final Installation installation;

  public RevertStacks() {
    this(Platform.fromEnvironment());
  }

  public RevertStacks(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.priorities = new RulePriorities(platform);
    this.stacks = new Stacks(platform);
    this.templates = new StoredTemplates(platform);
    this.change = new StackChange(platform);
    this.installation = new Installation(platform.settings());
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    progress.waitingFor(ref, "CloudFormation brings back " + String.join(", ", input.pending()));
    var operation = operations.get(ref.operationId());
    var plan = UpdatePlan.of(operation);
    var pending = new ArrayList<>(input.pending());
    for (var name : input.pending()) {
      var update = plan.stack(name);
      var look = back(operation, ref, update, stack(name));
      switch (look.fate()) {
        case NOTHING, DONE -> {
          priorities.giveBack(
              installation.listener(update.stack().environment()),
              update.priorityOwner(ref.operationId()));
          pending.remove(name);
        }
        case FAILED -> {
          return new Output(Verdict.FAILED, input.pending(), look.reason());
        }
        case UNDER_WAY, READY -> {
          // stays among those that are waited for
        }
      }
    }
    if (pending.isEmpty()) {
      return new Output(Verdict.REVERTED, pending, "");
    }
    return input.last()
        ? new Output(
            Verdict.FAILED,
            pending,
            "not brought back in the time it may take: " + String.join(", ", pending))
        : new Output(Verdict.WAIT, pending, "");
  }

  private Stack stack(String name) {
    return stacks
        .find(name)
        .orElseThrow(() -> new ResourceMissing("stack " + name + " exists no more"));
  }

  private Look back(Operation operation, OperationRef ref, StackUpdate update, Stack stack) {
    if (stack.state() == StackState.BUSY) {
      return Look.at(Fate.UNDER_WAY);
    }
    int attempt = operation.recovery().map(Recovery::attempt).orElse(1);
    if (stack.status().equals("UPDATE_ROLLBACK_FAILED")) {
      return goOn(ref, stack, attempt);
    }
    for (var purpose : StackChange.PURPOSES) {
      change.withdraw(ref, STATE, stack, StackChange.name(purpose, ref, stack.name()));
    }
    boolean failed = stack.status().equals("UPDATE_FAILED");
    boolean changed =
        change.isDone(
            ref, "ApplyChanges", stack, StackChange.name(StackChange.CHANGE, ref, stack.name()));
    if (!failed && !changed) {
      return Look.at(Fate.NOTHING);
    }
    var look =
        change.carriedOut(
            ref,
            STATE,
            stack,
            back(attempt, ref, stack),
            failed,
            () ->
                new Wanted(
                    // Only telling what is so fails that way, and that keeps the template.
                    failed
                        ? ProposedTemplate.PRESENT
                        : ProposedTemplate.at(templates.url(stack.name(), update.former())),
                    update.values(),
                    "Brings the stack back to what it was"));
    if (look.fate() == Fate.NOTHING || look.fate() == Fate.FAILED) {
      // What is carried out takes the others away; these are not.
      for (int made = 1; made <= attempt; made++) {
        change.withdraw(ref, STATE, stack, back(made, ref, stack));
      }
    }
    return failed && look.fate() == Fate.NOTHING
        ? Look.failed("stack " + stack.name() + " stays " + stack.status())
        : look;
  }

  private static String back(int attempt, OperationRef ref, Stack stack) {
    return StackChange.name("back" + attempt, ref, stack.name());
  }

  /** Once an attempt: what CloudFormation could not bring back needs a person, and a resume. */
  private Look goOn(OperationRef ref, Stack stack, int attempt) {
    var token = StackChange.name("go-on" + attempt, ref, stack.name());
    var step = StepName.of(STATE, stack.name() + " after its failed rollback, " + attempt);
    if (stacks.updated(stack, token).isPresent()) {
      var reason = stacks.reason(stack);
      progress.failed(ref, step, reason, Map.of("status", stack.status()));
      return Look.failed(reason);
    }
    progress.begin(ref, step, "has CloudFormation go on with its rollback of " + stack.name());
    stacks.continueRollback(stack, token);
    return Look.at(Fate.UNDER_WAY);
  }
}
