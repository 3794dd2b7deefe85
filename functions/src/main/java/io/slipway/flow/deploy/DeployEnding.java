package io.slipway.flow.deploy;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationState;
import io.slipway.domain.Release;
import io.slipway.domain.RolloutFailed;
import io.slipway.flow.deploy.PlaceResult.Outcome;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RolloutPlan;
import io.slipway.store.Ending;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sums up what became of a deploy: it succeeded only where it did so in every place. What succeeded
 * in one place stays, and stands in the inventory, whatever happened in the others.
 */
record DeployEnding(RolloutPlan plan, String operationId, Instant now) {

  Ending of(List<PlaceResult> results) {
    return Ending.of(
        state(results),
        results.stream().map(this::sentence).collect(Collectors.joining(" ")),
        results.stream()
            .filter(result -> result.outcome() == Outcome.DEPLOYED)
            .map(this::inventory)
            .toList());
  }

  private static OperationState state(List<PlaceResult> results) {
    if (results.stream().allMatch(result -> result.outcome() == Outcome.DEPLOYED)) {
      return OperationState.SUCCEEDED;
    }
    return results.stream().anyMatch(result -> result.outcome() == Outcome.ABORTED)
        ? OperationState.ABORTED
        : OperationState.FAILED;
  }

  private InventoryEntry inventory(PlaceResult result) {
    var release =
        new Release(
            plan.version(),
            plan.digest(),
            plan.specificationVersion(),
            result
                .taskDefinition()
                .orElseThrow(() -> new RolloutFailed(result.place() + ": no task definition")),
            now,
            operationId);
    return plan.in(result.place()).entry().running(release, now);
  }

  private String sentence(PlaceResult result) {
    var rollout = plan.in(result.place());
    return switch (result.outcome()) {
      case DEPLOYED -> deployed(rollout);
      case PUT_BACK ->
          "%s was not deployed to %s: %s. %s"
              .formatted(plan.version(), result.place(), result.reason(), asBefore(rollout));
      case ABORTED ->
          "The deploy to %s was ended by a caller. %s".formatted(result.place(), asBefore(rollout));
      case NOT_PUT_BACK ->
          ("%s was not deployed to %s: %s. It could not be put back to %s either: %s. Look at the"
                  + " service %s in ECS, then deploy again.")
              .formatted(
                  plan.version(),
                  result.place(),
                  result.reason(),
                  rollout.taskDefinition(),
                  result.restoreReason(),
                  rollout.entry().address().service());
    };
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

  private static String asBefore(PlaceRollout rollout) {
    return rollout
        .entry()
        .release()
        .map(release -> "It runs " + release.version() + " as before.")
        .orElse("Nothing runs there, as before.");
  }
}
