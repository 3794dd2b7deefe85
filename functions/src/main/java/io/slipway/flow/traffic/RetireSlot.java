package io.slipway.flow.traffic;

import io.slipway.aws.Capacity;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.SlotSize;
import io.slipway.domain.TrafficChanged;
import io.slipway.domain.TrafficSplit;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.Map;

/**
 * Gives the slot that was live its idle size, and autoscaling of the slot that is live now the
 * range that the other had. The machine has waited until no request can reach the old slot any
 * more.
 */
public final class RetireSlot extends Step<RetireSlot.Input, RetireSlot.Output> {

  /**
   * The tasks of an idle slot: one, so that its release keeps proving that it starts and is
   * healthy, the preview host answers, and going back means adding tasks rather than starting from
   * nothing. (docs/decisions/0007-an-idle-slot-keeps-one-task.md)
   */
  static final int IDLE_TASKS = 1;

  /** {@code operation} alone: what is retired is in its plan. */
  public record Input(OperationRef operation) {}

  /** How many tasks the old slot keeps. */
  public record Output(int tasks) {}

  private final Operations operations;
  private final Progress progress;
  private final TrafficRouters routers;
  private final Capacity capacity;
  private final SecondaryServices secondaries;

  public RetireSlot() {
    this(Platform.fromEnvironment());
  }

  public RetireSlot(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.routers = new TrafficRouters(platform);
    this.capacity = new Capacity(platform);
    this.secondaries = new SecondaryServices(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = ShiftPlan.of(operations.get(ref.operationId()));
    requireNoTraffic(plan);
    secondaries.requireRunning(plan);
    var present = capacity.size(plan.from().address());
    int idle = Math.min(IDLE_TASKS, present.desired());
    var name = StepName.of(RetireSlot.class.getSimpleName(), plan.from().place());
    progress.begin(
        ref, name, plan.from() + " has " + present.desired() + " tasks and keeps " + idle);
    var now = capacity.size(plan.to().address());
    plan.liveRange().ifPresent(range -> capacity.limit(plan.to().address(), live(range, now)));
    capacity.set(
        plan.from().address(),
        new SlotSize(idle, present.range().map(range -> range.from(idle)), present.suspension()));
    secondaries.stop(ref, plan, RetireSlot.class.getSimpleName());
    progress.done(
        ref,
        name,
        plan.from() + " keeps " + idle + (idle == 1 ? " task" : " tasks"),
        Map.of("before", present.desired(), "after", idle));
    return new Output(idle);
  }

  /** The range of a live slot, but never so narrow that the tasks of now would not fit. */
  private static ScalingRange live(ScalingRange range, SlotSize now) {
    return new ScalingRange(range.min(), Math.max(range.max(), now.desired()));
  }

  private void requireNoTraffic(ShiftPlan plan) {
    var wanted = plan.customers(TrafficSplit.ALL_IDLE);
    var found = routers.of(plan.customersRoute()).weights();
    if (!found.equals(wanted)) {
      throw new TrafficChanged(
          "the weights were last set to " + wanted + ", but they are " + found);
    }
  }
}
