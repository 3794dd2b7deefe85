package io.slipway.flow.deploy;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationState;
import io.slipway.domain.Release;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RolloutPlan;
import io.slipway.store.Ending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sums up what a deploy has brought to every one of its places. */
record DeployEnding(RolloutPlan plan, String operationId, Instant now) {

  Ending of(List<PlaceResult> results) {
    var revisions =
        results.stream().collect(Collectors.toMap(PlaceResult::place, PlaceResult::taskDefinition));
    return Ending.of(
        OperationState.SUCCEEDED,
        plan.primaries().stream().map(this::deployed).collect(Collectors.joining(" ")),
        plan.primaries().stream().map(rollout -> inventory(rollout, revisions)).toList());
  }

  private InventoryEntry inventory(PlaceRollout rollout, Map<ServicePlace, String> revisions) {
    var entry = rollout.entry();
    var secondaries = new TreeMap<String, String>();
    entry
        .services()
        .forEach(
            service ->
                service
                    .secondary()
                    .ifPresent(name -> secondaries.put(name, revisions.get(service))));
    var release =
        new Release(
            plan.version(),
            plan.digest(),
            plan.specificationVersion(),
            revisions.get(rollout.at()),
            now,
            operationId,
            rollout.parametersVersion(),
            secondaries);
    return rollout.after(entry, release, now);
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
