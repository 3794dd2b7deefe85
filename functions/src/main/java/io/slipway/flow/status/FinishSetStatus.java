package io.slipway.flow.status;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.SlotSize;
import io.slipway.domain.StatusAction;
import io.slipway.domain.Stopped;
import io.slipway.operation.PlaceStatus;
import io.slipway.operation.StatusPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Ending;
import io.slipway.store.Operations;
import java.time.Clock;
import java.util.SortedMap;
import java.util.TreeMap;
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
            plan.primaries().stream().map(status -> row(plan, status)).toList());
    var ended = operations.end(ref, ending);
    return new Output(ended.state(), ended.message());
  }

  private InventoryEntry row(StatusPlan plan, PlaceStatus status) {
    return plan.action() == StatusAction.STOP
        ? status.entry().stopped(status.before(), others(plan, status), clock.instant())
        : status.entry().started(clock.instant());
  }

  private static SortedMap<String, SlotSize> others(StatusPlan plan, PlaceStatus primary) {
    var sizes = new TreeMap<String, SlotSize>();
    plan.places().stream()
        .filter(status -> status.place() == primary.place())
        .forEach(status -> status.secondary().ifPresent(name -> sizes.put(name, status.before())));
    return sizes;
  }

  private static String message(StatusPlan plan) {
    if (plan.places().isEmpty()) {
      return "nothing was changed: " + String.join(", ", plan.unchanged());
    }
    return Stream.concat(
            plan.primaries().stream().map(status -> told(plan.action(), status)),
            plan.unchanged().stream())
        .collect(Collectors.joining("; "));
  }

  private static String told(StatusAction action, PlaceStatus status) {
    return action == StatusAction.STOP
        ? "%s is stopped; a start gives it back %s"
            .formatted(
                status.place(),
                status.entry().stopped().map(Stopped::former).orElse(status.before()))
        : "%s runs again, with %s: %s"
            .formatted(status.place(), status.after(), status.entry().address().url());
  }
}
