package io.slipway.flow.traffic;

import io.slipway.aws.CanaryRules;
import io.slipway.aws.Capacity;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.OperationRef;
import io.slipway.domain.SlotSize;
import io.slipway.domain.TrafficChanged;
import io.slipway.domain.Weights;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.ShiftTrace;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.Map;

/**
 * Gives the slot that was to get the traffic the size that it had before. The machine has waited
 * until no request can reach it any more, and no step of before be at work; where customers are led
 * there nevertheless, by a change that came late, it keeps its tasks until they are back.
 */
public final class RestoreSlots extends Step<RestoreSlots.Input, RestoreSlots.Output> {

  /** {@code operation} alone: the size is in its plan. */
  public record Input(OperationRef operation) {}

  /**
   * What the machine gets.
   *
   * @param served whether the traffic has to be brought back once more before
   * @param tasks how many the slot has been asked to have
   */
  public record Output(boolean served, int tasks) {}

  private static final String STATE = RestoreSlots.class.getSimpleName();

  private final Operations operations;
  private final Progress progress;
  private final TrafficRouters routers;
  private final CanaryRules rules;
  private final Capacity capacity;
  private final SecondaryServices secondaries;

  public RestoreSlots() {
    this(Platform.fromEnvironment());
  }

  public RestoreSlots(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.routers = new TrafficRouters(platform);
    this.rules = new CanaryRules(platform);
    this.capacity = new Capacity(platform);
    this.secondaries = new SecondaryServices(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    var plan = ShiftPlan.of(operation);
    var trace = ShiftTrace.of(plan, progress.of(ref.operationId()));
    var weights = routers.of(plan.customersRoute()).weights();
    boolean served = weights.of(plan.to().address().targetGroup()) > 0;
    var present = capacity.size(plan.to().address());
    if (hasRule(ref, plan, trace)
        || (served && (trace.moved() || TrafficReturn.overwrites(operation)))) {
      return new Output(true, present.desired());
    }
    if (!trace.scaled()) {
      return new Output(false, present.desired());
    }
    if (served) {
      throw givenByHand(plan, weights, present);
    }
    if (trace.woken()) {
      secondaries.restore(ref, plan, STATE);
    }
    restore(ref, plan.to(), present);
    return new Output(false, plan.to().size().desired());
  }

  /** It may have come when the traffic was back already. */
  private boolean hasRule(OperationRef ref, ShiftPlan plan, ShiftTrace trace) {
    return trace.routed()
        && plan.canaryRule()
            .filter(rule -> !rules.of(rule, ref.operationId()).isEmpty())
            .isPresent();
  }

  /** Until it is done, no look says that it need not be: the look may be old. */
  private void restore(OperationRef ref, ShiftPlan.Slot slot, SlotSize present) {
    var name = StepName.of(STATE, slot.place());
    boolean done = progress.ended(ref.operationId(), name).isPresent();
    if (done && present.equals(slot.size())) {
      return;
    }
    progress.begin(
        ref,
        name,
        slot + " has " + present.desired() + " tasks and is to have " + slot.size().desired());
    capacity.setAnyway(slot.address(), slot.size());
    progress.done(
        ref,
        name,
        slot + " has its former size",
        Map.of("before", present.desired(), "after", slot.size().desired()));
  }

  private static TrafficChanged givenByHand(ShiftPlan plan, Weights weights, SlotSize present) {
    return new TrafficChanged(
        "somebody else has given "
            + plan.to()
            + " traffic, "
            + weights
            + ", so it keeps its "
            + present.desired()
            + " tasks. Give "
            + plan.from()
            + " all of it, or resume with {\"drift\": \"overwrite\"}");
  }
}
