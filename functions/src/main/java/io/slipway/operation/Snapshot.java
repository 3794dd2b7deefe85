package io.slipway.operation;

import io.slipway.domain.ApplicationStack;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.WeightedName;
import io.slipway.runtime.Json;
import io.slipway.store.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was there before an operation began, as its plan has it: to this it goes back.
 *
 * @param shift how production's traffic and slots were; empty where it leaves them alone
 * @param rollout what services ran; empty where it leaves them alone
 * @param made stacks that were not there
 * @param names that had no records of the application
 * @param update what stacks were made from; empty where it leaves them alone
 * @param status what size services had; empty where it neither stops nor starts any
 */
public record Snapshot(
    Optional<ShiftPlan> shift,
    Optional<RolloutPlan> rollout,
    List<ApplicationStack> made,
    List<WeightedName> names,
    Optional<UpdatePlan> update,
    Optional<StatusPlan> status) {

  public Snapshot {
    made = List.copyOf(made);
    names = List.copyOf(names);
  }

  private Snapshot(Optional<ShiftPlan> shift, Optional<RolloutPlan> rollout) {
    this(shift, rollout, List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  /** The services that are put back. */
  public List<ServicePlace> places() {
    return Stream.concat(
            rollout.stream().flatMap(plan -> plan.places().stream()).map(PlaceRollout::at),
            status.stream().flatMap(plan -> plan.places().stream()).map(PlaceStatus::at))
        .toList();
  }

  /**
   * The snapshot of an operation; empty in all where it cannot go back, as from a deletion, or need
   * not, as from a build.
   */
  public static Snapshot of(Operation operation) {
    return switch (operation.kind()) {
      case CREATE_STACK -> {
        var plan = Json.read(operation.plan(), CreateStackPlan.class);
        yield new Snapshot(
            Optional.empty(),
            Optional.empty(),
            plan.stacks(),
            plan.records().map(RecordPlan::names).orElse(List.of()),
            Optional.empty(),
            Optional.empty());
      }
      case UPDATE ->
          new Snapshot(
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of(),
              Optional.of(UpdatePlan.of(operation)),
              Optional.empty());
      case DEPLOY -> new Snapshot(Optional.empty(), Optional.of(RolloutPlan.of(operation)));
      case CANARY_SHIFT, SWAP ->
          new Snapshot(Optional.of(ShiftPlan.of(operation)), Optional.empty());
      case ROLLBACK -> {
        var plan = RollbackPlan.of(operation);
        yield new Snapshot(plan.shift(), plan.rollout());
      }
      case SET_STATUS ->
          new Snapshot(
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of(),
              Optional.empty(),
              Optional.of(StatusPlan.of(operation)));
      case BUILD, DELETE_STACK -> new Snapshot(Optional.empty(), Optional.empty());
    };
  }
}
