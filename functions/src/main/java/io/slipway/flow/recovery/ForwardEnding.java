package io.slipway.flow.recovery;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationState;
import io.slipway.operation.RollbackPlan;
import io.slipway.operation.RolloutPlan;
import io.slipway.operation.Snapshot;
import io.slipway.runtime.Platform;
import io.slipway.store.Ending;
import io.slipway.store.Inventory;
import io.slipway.store.Operation;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/** How an operation ends that had moved all traffic, and only had its old slot to shrink. */
final class ForwardEnding {

  private final Inventory inventory;
  private final Clock clock;

  ForwardEnding(Platform platform) {
    this.inventory = new Inventory(platform);
    this.clock = platform.clock();
  }

  /**
   * The ending.
   *
   * @param why the operation could not go on by itself
   * @param kept why its old slot keeps its tasks; empty where it has its idle size
   */
  Ending ending(Operation operation, Snapshot snapshot, String why, Optional<String> kept) {
    var shift = snapshot.shift().orElseThrow();
    return Ending.of(
        OperationState.SUCCEEDED,
        kept.map(
                reason ->
                    "all traffic has gone to %s; %s could not be given its idle size: %s (%s)"
                        .formatted(shift.to(), shift.from().place(), reason, why))
            .orElseGet(
                () ->
                    "all traffic goes to %s; what was left to do was done after it had stopped (%s)"
                        .formatted(shift.to(), why)),
        snapshot.rollout().stream().flatMap(rollout -> rolledOut(operation, rollout)).toList());
  }

  /** A rollback may have rolled its release out before; the slots have changed roles since. */
  private Stream<InventoryEntry> rolledOut(Operation operation, RolloutPlan rollout) {
    var release = RollbackPlan.of(operation).release();
    return rollout.primaries().stream()
        .flatMap(
            place ->
                inventory.of(operation.ref().applicationName(), place.place().group()).stream()
                    .filter(entry -> entry.place() == place.place())
                    .map(entry -> place.after(entry, release, clock.instant())));
  }
}
