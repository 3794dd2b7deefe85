package io.slipway.flow.recovery;

import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.Direction;
import io.slipway.operation.Problem;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.ShiftTrace;
import io.slipway.operation.Snapshot;
import io.slipway.operation.StackUpdate;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.Recoveries;
import io.slipway.store.StepRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes an operation over, so that nothing that still works for it may begin a change, and tells
 * the machine what there is to put back.
 *
 * <p>Takes the operation's id rather than its reference, so that it also serves where the answer of
 * the operation's start was lost, or the operation never began.
 */
public final class StartRecovery extends Step<StartRecovery.Input, StartRecovery.Output> {

  /**
   * What the machine sends.
   *
   * @param attempt from 1; a later one takes over from an earlier one, never the other way round
   * @param execution that cannot go on; absent where it does not matter which that is
   */
  public record Input(
      String operationId, int attempt, Problem problem, Optional<String> execution) {}

  /**
   * What the machine gets.
   *
   * @param operation what every later step carries; empty where there is nothing to put back
   * @param forward whether it goes on to its end, since there is no good way back any more
   * @param routed whether the rule of a canary is to go before, where it goes forward
   * @param traffic whether production's traffic and slots are to be put back
   * @param places whose services are to be put back
   * @param records whether records that lead to such stacks are to be removed before
   * @param stacks that are to be removed
   * @param updated stacks that are to get their former templates
   * @param quietSeconds for how long a step of before may still be at work and, where it goes
   *     forward, requests be under way to the slot that was live; counted by the machine's clock,
   *     so that no two functions' have to agree
   */
  public record Output(
      Optional<OperationRef> operation,
      boolean forward,
      boolean routed,
      boolean traffic,
      List<ServicePlace> places,
      boolean records,
      List<String> stacks,
      List<String> updated,
      long quietSeconds) {}

  /** Steps whose calls take effect whatever has been changed since. */
  private static final Set<String> UNFENCED =
      Set.of(
          "AddCanaryRule",
          "AddRecords",
          "AlignStacks",
          "ApplyChanges",
          "ProposeChanges",
          "RegisterRelease",
          "RunMigration");

  /** Steps of which several are under way at once, for a place each. */
  private static final Set<String> IN_BRANCHES = Set.of("ResizeService", "StartRollout");

  private final Operations operations;
  private final Recoveries recoveries;
  private final Progress progress;

  public StartRecovery() {
    this(Platform.fromEnvironment());
  }

  public StartRecovery(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.recoveries = new Recoveries(platform);
    this.progress = new Progress(platform);
  }

  @Override
  protected Output run(Input input) {
    return operations
        .find(input.operationId())
        .filter(operation -> !operation.state().isTerminal())
        .filter(operation -> concerns(operation, input))
        .map(operation -> takenOver(operation, input))
        .orElseGet(
            () ->
                new Output(
                    Optional.empty(),
                    false,
                    false,
                    false,
                    List.of(),
                    false,
                    List.of(),
                    List.of(),
                    0));
  }

  /** An operation that goes on in another execution has nothing to do with the end of this one. */
  private static boolean concerns(Operation operation, Input input) {
    return operation.recovery().isPresent()
        || input.execution().filter(name -> !name.equals(operation.execution())).isEmpty();
  }

  private Output takenOver(Operation operation, Input input) {
    boolean aborted =
        input.problem().aborted() || operation.control().equals(Optional.of(Control.ABORT));
    var taken = recoveries.takeOver(operation, input.attempt(), aborted, input.problem().why());
    var snapshot = Snapshot.of(taken);
    // Read after the takeover: nothing is begun any more that could change the answer.
    var steps = progress.of(input.operationId());
    boolean forward = Direction.of(snapshot, steps).isForward();
    long drain = forward ? ShiftTrace.drainSeconds(steps) : 0;
    return new Output(
        Optional.of(taken.ref()),
        forward,
        snapshot.shift().flatMap(ShiftPlan::canaryRule).isPresent(),
        snapshot.shift().isPresent(),
        snapshot.places(),
        !snapshot.names().isEmpty(),
        snapshot.made().stream().map(ApplicationStack::name).toList(),
        snapshot.update().stream()
            .flatMap(plan -> plan.changed().stream())
            .map(StackUpdate::name)
            .toList(),
        Math.max(drain, quietSeconds(input, steps)));
  }

  /**
   * The rule of a canary, the records of a creation, the revision of a deploy, the task of a
   * migration and the change sets of an update are made by calls that have no fence and expect
   * nothing that a later change could take away, so they are waited for even where every step has
   * ended. So is what one branch of a Map was at when another failed.
   */
  private static long quietSeconds(Input input, List<StepRecord> steps) {
    boolean quiet =
        input.attempt() == 1
            && input.problem().reportedAtItsEnd()
            && steps.stream().noneMatch(StartRecovery::mayBeAtWork);
    return quiet ? 0 : Platform.LONGEST_CHANGE.toSeconds();
  }

  private static boolean mayBeAtWork(StepRecord step) {
    return UNFENCED.contains(step.state())
        || (IN_BRANCHES.contains(step.state()) && step.outcome() == StepRecord.Outcome.RUNNING);
  }
}
