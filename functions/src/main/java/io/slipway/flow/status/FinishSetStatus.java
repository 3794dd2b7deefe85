package io.slipway.flow.status;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.StatusAction;
import io.slipway.domain.Stopped;
import io.slipway.operation.PlaceStatus;
import io.slipway.operation.StatusPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Ending;
import io.slipway.store.Operations;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends a stop or a start, and records what is stopped now, with what a start will give back. */
public final class FinishSetStatus extends Step<FinishSetStatus.Input, FinishSetStatus.Output> {

  /** {@code operation} alone: the places are in its plan. */
  public record Input(OperationRef operation) {}

  /** What becomes of the execution. */
  public record Output(OperationState state, String message) {}

  private final Operations operations;
  private final Clock clock;

  public FinishSetStatus() {
    this(Platform.fromEnvironment());
  }

  public FinishSetStatus(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = StatusPlan.of(operations.get(ref.operationId()));
    var ending =
        Ending.of(
            OperationState.SUCCEEDED,
            message(plan),
            plan.places().stream().map(status -> row(plan.action(), status)).toList());
    var ended = operations.end(ref, ending);
    return new Output(ended.state(), ended.message());
  }

  private InventoryEntry row(StatusAction action, PlaceStatus status) {
    return action == StatusAction.STOP
        ? status.entry().stopped(status.before(), clock.instant())
        : status.entry().started(clock.instant());
  }

  private static String message(StatusPlan plan) {
    if (plan.places().isEmpty()) {
      return "nothing was changed: " + String.join(", ", plan.unchanged());
    }
    return Stream.concat(
            plan.places().stream().map(status -> told(plan.action(), status)),
            plan.unchanged().stream())
        .collect(Collectors.joining("; "));
  }

  private static String told(StatusAction action, PlaceStatus status) {
    return action == StatusAction.STOP
        ? "%s is stopped; a start gives it back %s"
            .formatted(
                status.place(),
                status.entry().stopped().map(Stopped::former).orElse(status.before()).told())
        : "%s runs again, with %s: %s"
            .formatted(status.place(), status.after().told(), status.entry().address().url());
  }
}
