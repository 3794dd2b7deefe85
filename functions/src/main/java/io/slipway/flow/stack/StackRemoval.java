package io.slipway.flow.stack;

import io.slipway.aws.Stack;
import io.slipway.aws.Stacks;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.OperationRef;
import io.slipway.runtime.Installation;
import io.slipway.runtime.Platform;
import io.slipway.store.Progress;
import io.slipway.store.RulePriorities;
import io.slipway.store.StepName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Removes stacks in rounds, the images' last: each round asks for what may go now and looks how far
 * the rest is.
 */
final class StackRemoval {

  private final String state;
  private final Stacks stacks;
  private final RulePriorities priorities;
  private final Progress progress;
  private final Installation installation;

  /** A removal for the state {@code state} of a machine. */
  StackRemoval(Platform platform, String state) {
    this.state = state;
    this.stacks = new Stacks(platform);
    this.priorities = new RulePriorities(platform);
    this.progress = new Progress(platform);
    this.installation = new Installation(platform.settings());
  }

  /**
   * One round. It fails where a stack could not be deleted, once no other is on its way.
   *
   * @param planned the stacks of the plan; those of the input are among them
   * @param ours whether a stack of such a name may be removed; any other is left alone
   */
  Removal.Output round(Removal.Input input, List<ApplicationStack> planned, Predicate<Stack> ours) {
    var ref = input.operation();
    // Before anything is looked at: whoever has lost the locks removes nothing of who has them now.
    progress.waitingFor(ref, "CloudFormation deletes " + String.join(", ", input.pending()));
    var asked = new TreeMap<>(input.asked());
    var left = new ArrayList<String>();
    var failed = new ArrayList<Stack>();
    for (var stack : imagesLast(planned, input.pending())) {
      var name = stack.name();
      var found = stacks.find(asked.getOrDefault(name, name)).filter(ours);
      switch (found.map(now -> fate(stack, now, asked, left)).orElse(Fate.GONE)) {
        case GONE -> gone(ref, stack, asked.containsKey(name));
        case HELD -> left.add(name);
        case FAILED -> failed.add(found.orElseThrow());
        case GOING -> {
          asked.put(name, found.orElseThrow().id());
          left.add(name);
        }
        case MAY_GO -> {
          ask(ref, found.orElseThrow());
          asked.put(name, found.orElseThrow().id());
          left.add(name);
        }
      }
    }
    return failed.isEmpty() || isOnItsWay(left, asked)
        ? output(input, with(left, failed), asked)
        : failed(ref, with(left, failed), asked, failed);
  }

  private enum Fate {
    GONE,
    GOING,
    MAY_GO,
    /** Something has to go before it. */
    HELD,
    FAILED
  }

  private static Fate fate(
      ApplicationStack stack, Stack now, Map<String, String> asked, List<String> left) {
    boolean before = asked.containsKey(stack.name());
    return switch (now.state()) {
      case GONE -> Fate.GONE;
      case DELETING -> Fate.GOING;
      case DELETE_FAILED -> before ? Fate.FAILED : mayGo(stack, left);
      case BUSY, READY, FAILED -> before ? Fate.GOING : mayGo(stack, left);
    };
  }

  private static Fate mayGo(ApplicationStack stack, List<String> left) {
    return isImages(stack) && !left.isEmpty() ? Fate.HELD : Fate.MAY_GO;
  }

  private static List<ApplicationStack> imagesLast(
      List<ApplicationStack> planned, List<String> pending) {
    return planned.stream()
        .filter(stack -> pending.contains(stack.name()))
        .sorted(Comparator.comparing(StackRemoval::isImages))
        .toList();
  }

  private static boolean isImages(ApplicationStack stack) {
    return stack.kind() == ApplicationStack.Kind.IMAGES;
  }

  private static boolean isOnItsWay(List<String> left, Map<String, String> asked) {
    return left.stream().anyMatch(asked::containsKey);
  }

  private static List<String> with(List<String> left, List<Stack> failed) {
    var all = new ArrayList<>(left);
    failed.forEach(stack -> all.add(stack.name()));
    return all;
  }

  private void ask(OperationRef ref, Stack stack) {
    progress.begin(ref, step(stack.name()), "deletes stack " + stack.name());
    stacks.delete(stack);
  }

  private void gone(OperationRef ref, ApplicationStack stack, boolean asked) {
    if (!stack.places().isEmpty()) {
      priorities.giveBack(installation.listener(stack.environment()), stack.name());
    }
    if (asked) {
      progress.done(ref, step(stack.name()), "stack " + stack.name() + " is gone", Map.of());
    }
  }

  private Removal.Output output(
      Removal.Input input, List<String> pending, Map<String, String> asked) {
    if (pending.isEmpty()) {
      return new Removal.Output(Removal.Verdict.REMOVED, pending, asked, "");
    }
    var names = String.join(", ", pending);
    if (input.last()) {
      var reason = "not deleted in the time it may take: " + names;
      return new Removal.Output(Removal.Verdict.FAILED, pending, asked, reason);
    }
    progress.waitingFor(input.operation(), "CloudFormation deletes " + names);
    return new Removal.Output(Removal.Verdict.WAIT, pending, asked, "");
  }

  private Removal.Output failed(
      OperationRef ref, List<String> pending, Map<String, String> asked, List<Stack> failed) {
    var reasons = new ArrayList<String>();
    for (var stack : failed) {
      var reason = stacks.reason(stack);
      progress.failed(ref, step(stack.name()), reason, Map.of("stackId", stack.id()));
      reasons.add(reason);
    }
    return new Removal.Output(Removal.Verdict.FAILED, pending, asked, String.join("; ", reasons));
  }

  private StepName step(String stack) {
    return StepName.of(state, stack);
  }
}
