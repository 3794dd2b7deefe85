package io.slipway.flow.recovery;

import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.domain.Recovery;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RolloutPlan;
import io.slipway.operation.Snapshot;
import io.slipway.operation.StatusPlan;
import io.slipway.operation.UpdatePlan;
import io.slipway.store.Ending;
import io.slipway.store.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an operation ends that has been put back, and what a person reads about it.
 *
 * @param moved whether traffic had moved
 * @param where the traffic is now, where it was about traffic
 * @param removal why not everything that a creation has made could be removed
 */
record RecoveryEnding(
    Operation operation,
    Recovery recovery,
    boolean moved,
    Optional<String> where,
    Optional<String> removal) {

  Ending ending() {
    var forgets = operation.kind() == OperationKind.CREATE_STACK && removal.isEmpty();
    return new Ending(state(), message(), List.of(), List.of(), Optional.empty(), forgets);
  }

  OperationState state() {
    if (recovery.aborted()) {
      return OperationState.ABORTED;
    }
    boolean shift =
        operation.kind() == OperationKind.CANARY_SHIFT || operation.kind() == OperationKind.SWAP;
    return shift && moved ? OperationState.ROLLED_BACK : OperationState.FAILED;
  }

  private String message() {
    return switch (operation.kind()) {
      case CREATE_STACK -> recovery.reason() + ". " + removed();
      case BUILD -> build();
      case DELETE_STACK ->
          "%s: %s. '%s' stays as BROKEN: remove the cause, then DELETE /stacks goes on from there"
              .formatted(verb(), recovery.reason(), operation.ref().applicationName());
      case UPDATE -> update(UpdatePlan.of(operation));
      case DEPLOY -> deploy(RolloutPlan.of(operation));
      case SET_STATUS -> verb() + ": " + recovery.reason() + "; " + sizes() + " as before";
      case CANARY_SHIFT, SWAP, ROLLBACK ->
          verb()
              + ": "
              + recovery.reason()
              + where.map(text -> "; " + text).orElse("")
              + Snapshot.of(operation)
                  .rollout()
                  .map(rollout -> "; " + runs(rollout.primaries()) + " as before")
                  .orElse("");
    };
  }

  private String verb() {
    return switch (state()) {
      case ABORTED -> "aborted";
      case ROLLED_BACK -> "rolled back";
      default -> "failed";
    };
  }

  private String removed() {
    var name = operation.ref().applicationName();
    return removal
        .map(
            why ->
                ("Not everything that was made could be removed: %s. '%s' stays as BROKEN: remove"
                        + " the cause, then DELETE /stacks removes the rest")
                    .formatted(why, name))
        .orElseGet(
            () ->
                ("Everything that was made has been removed, and the name '%s' is free: remove the"
                        + " cause and POST /stacks again")
                    .formatted(name));
  }

  private String build() {
    return recovery.aborted()
        ? "aborted: the build was ended by a caller; no image was released for use"
        : "failed: " + recovery.reason() + "; no image was released for use";
  }

  private String update(UpdatePlan plan) {
    return "%s: %s. Every stack is made from what it was before, and version %d of the specification holds"
        .formatted(verb(), recovery.reason(), plan.from());
  }

  private String deploy(RolloutPlan plan) {
    var places =
        plan.primaries().stream()
            .map(rollout -> rollout.place().toString())
            .collect(Collectors.joining(", "));
    var what =
        recovery.aborted()
            ? "The deploy to %s was ended by a caller".formatted(places)
            : "%s was not deployed to %s: %s".formatted(plan.version(), places, recovery.reason());
    return what + ". " + before(plan.primaries());
  }

  private String sizes() {
    return StatusPlan.of(operation).places().stream()
        .map(status -> status.at() + " has " + status.before())
        .collect(Collectors.joining(", "));
  }

  private static String before(List<PlaceRollout> places) {
    if (places.size() > 1) {
      return runs(places) + ", as before.";
    }
    return places.getFirst().entry().release().isPresent()
        ? "It runs " + version(places.getFirst()) + " as before."
        : "Nothing runs there, as before.";
  }

  private static String runs(List<PlaceRollout> places) {
    return places.stream()
        .map(place -> place.place() + " runs " + version(place))
        .collect(Collectors.joining(", "));
  }

  private static String version(PlaceRollout place) {
    return place.entry().release().map(release -> release.version().toString()).orElse("nothing");
  }
}
