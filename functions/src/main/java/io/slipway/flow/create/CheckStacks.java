package io.slipway.flow.create;

import io.slipway.aws.Stack;
import io.slipway.aws.Stacks;
import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ResourceMissing;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Controls;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks how far the stacks are that are being created, and whether a caller wants to stop. */
public final class CheckStacks extends Step<CheckStacks.Input, CheckStacks.Output> {

  /**
   * What the machine sends.
   *
   * @param pending the stacks that were not ready when it looked last
   * @param last whether it will not look again
   */
  public record Input(OperationRef operation, List<String> pending, boolean last) {}

  /** What the machine does next. */
  public enum Verdict {
    /** Look again. */
    WAIT,
    /** All stacks are there. */
    READY,
    /** One of them will never be; everything is removed. */
    FAILED,
    /** A caller wants it to end; everything is removed. */
    ABORTED
  }

  /**
   * What was seen.
   *
   * @param pending the stacks that are not ready yet
   * @param reason why it failed or was aborted; empty otherwise
   */
  public record Output(Verdict verdict, List<String> pending, String reason) {}

  private final Stacks stacks;
  private final Controls controls;
  private final Progress progress;

  public CheckStacks() {
    this(Platform.fromEnvironment());
  }

  public CheckStacks(Platform platform) {
    super(Input.class);
    this.stacks = new Stacks(platform);
    this.controls = new Controls(platform);
    this.progress = new Progress(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    if (controls.take(ref).equals(Optional.of(Control.ABORT))) {
      return new Output(Verdict.ABORTED, input.pending(), "a caller asked to abort");
    }
    var pending = new ArrayList<String>();
    for (var name : input.pending()) {
      var stack =
          stacks
              .find(name)
              .orElseThrow(() -> new ResourceMissing("stack " + name + " exists no more"));
      switch (stack.state()) {
        case READY -> progress.done(ref, step(name), "stack " + name + " is ready", facts(stack));
        case BUSY -> pending.add(name);
        case FAILED, DELETING, DELETE_FAILED, GONE -> {
          return failed(ref, stack, input.pending());
        }
      }
    }
    return verdict(input, pending);
  }

  private Output verdict(Input input, List<String> pending) {
    if (pending.isEmpty()) {
      return new Output(Verdict.READY, pending, "");
    }
    var names = String.join(", ", pending);
    if (input.last()) {
      return new Output(Verdict.FAILED, pending, "not created in the time it may take: " + names);
    }
    progress.waitingFor(input.operation(), "CloudFormation creates " + names);
    return new Output(Verdict.WAIT, pending, "");
  }

  private Output failed(OperationRef ref, Stack stack, List<String> pending) {
    var reason = RuleQuota.explained(stacks.reason(stack));
    progress.failed(ref, step(stack.name()), reason, facts(stack));
    return new Output(Verdict.FAILED, pending, reason);
  }

  private static StepName step(String stack) {
    return StepName.of("LaunchStack", stack);
  }

  private static Map<String, String> facts(Stack stack) {
    return Map.of("stackId", stack.id(), "status", stack.status());
  }
}
