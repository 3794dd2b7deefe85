package io.slipway.flow.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.Place;
import io.slipway.operation.FailureReason;
import io.slipway.operation.RollbackPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Ending;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Ends a rollback that has brought the release back, and records what runs where now. */
public final class FinishRollback extends Step<FinishRollback.Input, FinishRollback.Output> {

  /** {@code error} is why the other slot could not be given its idle size; absent where it was. */
  public record Input(OperationRef operation, Optional<JsonNode> error) {}

  /** How it ended, and what can be done next. */
  public record Output(OperationState state, String message) {}

  private final Operations operations;
  private final Inventory inventory;
  private final Clock clock;

  public FinishRollback() {
    this(Platform.fromEnvironment());
  }

  public FinishRollback(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = RollbackPlan.of(operations.get(ref.operationId()));
    var message =
        message(plan)
            + input
                .error()
                .filter(JsonNode::isObject)
                .map(error -> "; the other slot keeps its tasks: " + FailureReason.of(error))
                .orElse("");
    var ended =
        operations.end(ref, Ending.of(OperationState.SUCCEEDED, message, changed(ref, plan)));
    return new Output(ended.state(), ended.message());
  }

  /** Read again rather than taken from the plan: slots have changed their roles since. */
  private List<InventoryEntry> changed(OperationRef ref, RollbackPlan plan) {
    return plan.rollout().stream()
        .flatMap(rollout -> rollout.primaries().stream())
        .map(rollout -> rollout.after(row(ref, rollout.place()), plan.release(), clock.instant()))
        .toList();
  }

  private InventoryEntry row(OperationRef ref, Place place) {
    return inventory.of(ref.applicationName(), place.group()).stream()
        .filter(entry -> entry.place() == place)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the inventory has no " + place));
  }

  private static String message(RollbackPlan plan) {
    var version = plan.release().version();
    return plan.shift()
        .map(
            shift ->
                "customers have %s again, in %s; %s is idle, and POST /stacks/swapProdBlueAndGreen goes forward to it"
                    .formatted(version, shift.to().place(), shift.from()))
        .orElseGet(
            () -> {
              var entry = plan.rollout().orElseThrow().primaries().getFirst().entry();
              return "%s runs in %s again: %s"
                  .formatted(version, entry.place(), entry.address().url());
            });
  }
}
