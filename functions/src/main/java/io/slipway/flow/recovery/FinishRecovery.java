package io.slipway.flow.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.operation.Direction;
import io.slipway.operation.FailureReason;
import io.slipway.operation.ShiftTrace;
import io.slipway.operation.Snapshot;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.Specifications;
import io.slipway.store.StepName;
import io.slipway.store.StepRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends an operation that has been put back, with the reason, and gives its locks back. */
public final class FinishRecovery extends Step<FinishRecovery.Input, FinishRecovery.Output> {

  /**
   * What the machine sends.
   *
   * @param where the traffic is now; absent where it was not about traffic
   * @param removal why not all stacks could be removed; absent where they could
   * @param kept why a slot that all traffic had left keeps its tasks; absent where it does not
   */
  public record Input(
      OperationRef operation,
      Optional<String> where,
      Optional<JsonNode> removal,
      Optional<JsonNode> kept) {}

  /** How it ended. */
  public record Output(OperationState state, String message) {}

  private final Operations operations;
  private final Specifications specifications;
  private final Progress progress;
  private final ForwardEnding forward;

  public FinishRecovery() {
    this(Platform.fromEnvironment());
  }

  public FinishRecovery(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.specifications = new Specifications(platform);
    this.progress = new Progress(platform);
    this.forward = new ForwardEnding(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    if (!operation.state().isTerminal()) {
      operation = end(operation, input);
    }
    return new Output(operation.state(), operation.message());
  }

  private Operation end(Operation operation, Input input) {
    var ref = input.operation();
    progress.waitingFor(ref, "the end of its recovery");
    var steps = progress.of(ref.operationId());
    closeOpen(ref, steps);
    var recovery =
        operation
            .recovery()
            .orElseThrow(() -> new IllegalStateException("nobody has taken it over"));
    var snapshot = Snapshot.of(operation);
    if (Direction.of(snapshot, steps).isForward()) {
      var kept = input.kept().filter(JsonNode::isObject).map(FailureReason::of);
      return operations.end(ref, forward.ending(operation, snapshot, recovery.reason(), kept));
    }
    boolean moved =
        snapshot.shift().filter(plan -> ShiftTrace.of(plan, steps).reachedCustomers()).isPresent();
    var removal = input.removal().filter(JsonNode::isObject).map(FailureReason::of);
    var ending = new RecoveryEnding(operation, recovery, moved, input.where(), removal).ending();
    if (operation.kind() == OperationKind.CREATE_STACK && ending.forgets()) {
      specifications.forget(ref.applicationName());
    }
    return operations.end(ref, ending);
  }

  /** Nobody works at these any more: a reader would wait for them for ever. */
  private void closeOpen(OperationRef ref, List<StepRecord> steps) {
    steps.stream()
        .filter(step -> step.outcome() == StepRecord.Outcome.RUNNING)
        .forEach(
            step ->
                progress.failed(
                    ref,
                    new StepName(step.state(), step.scope()),
                    "given up, since the operation was put back",
                    Map.of()));
  }
}
