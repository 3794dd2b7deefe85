package io.slipway.flow.update;

import io.slipway.aws.Stack;
import io.slipway.aws.Stacks;
import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ResourceMissing;
import io.slipway.flow.update.UpdateRound.Verdict;
import io.slipway.operation.StackChange.Look;
import io.slipway.operation.StackUpdate;
import io.slipway.operation.UpdatePlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Controls;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step that the machine comes to again and again, until it is done with every stack: each round
 * goes as far as that is possible at the moment, and waits for nothing.
 */
abstract class RoundStep extends Step<UpdateRound.Input, UpdateRound.Output> {

  private final Operations operations;
  private final Controls controls;
  private final Progress progress;
  private final Stacks stacks;
  private final String doing;

  /**
   * @param doing what CloudFormation is at meanwhile
   */
  RoundStep(Platform platform, String doing) {
    super(UpdateRound.Input.class);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.progress = new Progress(platform);
    this.stacks = new Stacks(platform);
    this.doing = doing;
  }

  /** Goes as far as possible with one stack. */
  protected abstract Look look(OperationRef ref, UpdatePlan plan, StackUpdate update, Stack stack);

  /** Those of {@code pending} that this round may be about. */
  protected List<StackUpdate> now(List<StackUpdate> pending) {
    return pending;
  }

  @Override
  protected final UpdateRound.Output run(UpdateRound.Input input) {
    var ref = input.operation();
    if (controls.take(ref).equals(Optional.of(Control.ABORT))) {
      return output(Verdict.ABORTED, input.pending(), "a caller asked to abort");
    }
    // Before anything is looked at: whoever has lost the locks asks for nothing any more.
    progress.waitingFor(ref, doing + " " + String.join(", ", input.pending()));
    var plan = UpdatePlan.of(operations.get(ref.operationId()));
    var pending = new ArrayList<>(input.pending());
    for (var update : now(input.pending().stream().map(plan::stack).toList())) {
      var look = look(ref, plan, update, stack(update.name()));
      switch (look.fate()) {
        case UNDER_WAY -> {
          // stays among those that are waited for
        }
        case READY, NOTHING, DONE -> pending.remove(update.name());
        case FAILED -> {
          return output(Verdict.FAILED, input.pending(), look.reason());
        }
      }
    }
    if (pending.isEmpty()) {
      return output(Verdict.READY, pending, "");
    }
    return input.last()
        ? output(
            Verdict.FAILED,
            pending,
            "not done in the time it may take: " + String.join(", ", pending))
        : output(Verdict.WAIT, pending, "");
  }

  private Stack stack(String name) {
    return stacks
        .find(name)
        .orElseThrow(() -> new ResourceMissing("stack " + name + " exists no more"));
  }

  private static UpdateRound.Output output(Verdict verdict, List<String> pending, String reason) {
    return new UpdateRound.Output(verdict, pending, reason);
  }
}
