package io.slipway.flow.deploy;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationState;
import io.slipway.domain.Release;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RolloutPlan;
import io.slipway.store.Ending;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Sums up what a deploy has brought to every one of its places. */
record DeployEnding(RolloutPlan plan, String operationId, Instant now) {

  Ending of(List<PlaceResult> results) {
    return Ending.of(
        OperationState.SUCCEEDED,
        results.stream()
            .map(result -> deployed(plan.in(result.place())))
            .collect(Collectors.joining(" ")),
        results.stream().map(this::inventory).toList());
  }

  private InventoryEntry inventory(PlaceResult result) {
    var rollout = plan.in(result.place());
    var release =
        new Release(
            plan.version(),
            plan.digest(),
            plan.specificationVersion(),
            result.taskDefinition(),
            now,
            operationId,
            rollout.parametersVersion());
    return rollout.after(rollout.entry(), release, now);
  }

  private String deployed(PlaceRollout rollout) {
    var place = rollout.place();
    var url = rollout.entry().address().url();
    if (place.isSlot()) {
      return ("%s runs in the idle slot %s: look at it at %s, then move customers to it with POST"
              + " /stacks/canaryShift or POST /stacks/swapProdBlueAndGreen.")
          .formatted(plan.version(), place, url);
    }
    return rollout.size().desired() == 0 && rollout.raisedTo().isEmpty()
        ? "%s is deployed to %s, which is stopped: none of its tasks runs."
            .formatted(plan.version(), place)
        : "%s runs in %s: %s.".formatted(plan.version(), place, url);
  }
}
