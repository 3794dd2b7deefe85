package io.slipway.flow.traffic;

import io.slipway.aws.AlbRouter;
import io.slipway.aws.Capacity;
import io.slipway.aws.TargetGroups;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.domain.SlotSize;
import io.slipway.domain.TrafficChanged;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.ShiftTrace;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives the slot that was to get the traffic the size that it had before, when no request can reach
 * it any more. Looks at the traffic each time that it runs, so that a change of a step that was
 * under way when it was stopped does not stay.
 */
public final class RestoreSlots extends Step<RestoreSlots.Input, RestoreSlots.Output> {

  /** {@code operation} alone: the size is in its plan. */
  public record Input(OperationRef operation) {}

  /** How many tasks the slot is to have. */
  public record Output(int tasks) {}

  private static final String STATE = RestoreSlots.class.getSimpleName();
  private static final StepName DRAIN = StepName.of(STATE, "drain");

  /**
   * Since when no new request reaches the slot.
   *
   * @param returned when the traffic was brought back, by whoever did that; empty where nobody had
   *     to
   */
  private record Drain(String returned, Instant since) {}

  private final Operations operations;
  private final Progress progress;
  private final TrafficReturn traffic;
  private final TargetGroups targetGroups;
  private final AlbRouter router;
  private final Capacity capacity;
  private final Clock clock;

  public RestoreSlots() {
    this(Platform.fromEnvironment());
  }

  public RestoreSlots(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.traffic = new TrafficReturn(platform);
    this.targetGroups = new TargetGroups(platform);
    this.router = new AlbRouter(platform);
    this.capacity = new Capacity(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    var plan = ShiftPlan.of(operation);
    var trace = ShiftTrace.of(plan, progress.of(ref.operationId()));
    boolean overwrites = TrafficReturn.overwrites(operation);
    if (trace.moved() || overwrites) {
      var unused = traffic.giveBack(ref, plan, overwrites);
    }
    if (trace.scaled()) {
      restore(ref, plan, trace.reachedCustomers() || overwrites);
    }
    return new Output(plan.to().size().desired());
  }

  /** Until it is done, no look says that it need not be: the look may be old. */
  private void restore(OperationRef ref, ShiftPlan plan, boolean hadTraffic) {
    var slot = plan.to();
    var name = StepName.of(STATE, slot.place());
    var present = capacity.size(slot.address());
    boolean done = progress.ended(ref.operationId(), name).isPresent();
    if (done && present.equals(slot.size())) {
      return;
    }
    if (hadTraffic) {
      requireDrained(ref, plan);
    }
    requireUnserved(plan, present);
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

  /** Where the operation has given it no traffic, somebody else may have. */
  private void requireUnserved(ShiftPlan plan, SlotSize present) {
    var weights = router.weights(plan.customersRule());
    if (weights.of(plan.to().address().targetGroup()) > 0) {
      throw new TrafficChanged(
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

  private void requireDrained(OperationRef ref, ShiftPlan plan) {
    var found = drain(ref);
    var slot = plan.to();
    var drained = found.since().plus(targetGroups.drainTime(slot.address().targetGroup()));
    var left = Duration.between(clock.instant(), drained);
    if (left.isPositive()) {
      throw new RetryLater(
          "all traffic is back on "
              + plan.from()
              + "; "
              + slot
              + " may still have requests for "
              + left.toSeconds()
              + " seconds");
    }
    progress.done(ref, DRAIN, "no request can reach " + slot + " any more", found);
  }

  /**
   * Counted by this function's clock alone: the first run that finds the traffic back says when
   * that was, and does so anew where it had to be brought back once more.
   */
  private Drain drain(OperationRef ref) {
    var returned =
        Stream.of(TrafficReturn.STEP, RestoreTraffic.RULE)
            .flatMap(step -> progress.ended(ref.operationId(), step).stream())
            .max(Comparator.naturalOrder())
            .map(Instant::toString)
            .orElse("");
    return progress.of(ref.operationId()).stream()
        .filter(step -> step.state().equals(STATE) && step.scope().equals(DRAIN.scope()))
        .flatMap(step -> step.details().stream())
        .map(details -> Json.read(details, Drain.class))
        .filter(known -> known.returned().equals(returned))
        .findFirst()
        .orElseGet(() -> begun(ref, new Drain(returned, clock.instant())));
  }

  private Drain begun(OperationRef ref, Drain drain) {
    progress.awaits(ref, DRAIN, "all traffic is back; requests under way may end", drain);
    return drain;
  }
}
