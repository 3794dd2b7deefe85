package io.slipway.flow.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.Capacity;
import io.slipway.aws.TargetGroups;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.RetryLater;
import io.slipway.operation.FailureReason;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import io.slipway.store.StepRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts everything back as it was before the shift: traffic first, then the preview host and the
 * roles, and the size of the idle slot once no request can reach it. Safe to run when nothing had
 * moved, and again after any failure of its own.
 */
public final class RestoreTraffic extends Step<RestoreTraffic.Input, RestoreTraffic.Output> {

  /**
   * Why.
   *
   * @param aborted whether a caller asked for it
   * @param reason in words, where a step has decided it
   * @param error the error output of a Catch, where a step has failed
   */
  public record Input(
      OperationRef operation, boolean aborted, Optional<String> reason, Optional<JsonNode> error) {

    String why() {
      return reason
          .or(() -> error.filter(JsonNode::isObject).map(FailureReason::of))
          .orElse("the reason is not known");
    }
  }

  /** How the operation ends, and what a person reads: why, and where the traffic is now. */
  public record Output(OperationState outcome, String message) {}

  private static final String STATE = RestoreTraffic.class.getSimpleName();

  private final Operations operations;
  private final Progress progress;
  private final TrafficReturn traffic;
  private final TargetGroups targetGroups;
  private final Capacity capacity;
  private final Clock clock;

  public RestoreTraffic() {
    this(Platform.fromEnvironment());
  }

  public RestoreTraffic(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.traffic = new TrafficReturn(platform);
    this.targetGroups = new TargetGroups(platform);
    this.capacity = new Capacity(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = ShiftPlan.of(operations.get(ref.operationId()));
    var steps = progress.of(ref.operationId());
    int last = lastBegun(plan, steps);
    var where = "no traffic had moved";
    if (last >= 0) {
      var returned = traffic.giveBack(ref, plan, last);
      if (returned.leftAlone()) {
        return new Output(OperationState.FAILED, input.why() + "; " + returned.where());
      }
      where = returned.where();
    }
    closeOpen(ref, steps, input.why());
    restoreSize(ref, plan, last >= 0);
    return new Output(outcome(input, last), input.why() + "; " + where);
  }

  private static OperationState outcome(Input input, int last) {
    if (input.aborted()) {
      return OperationState.ABORTED;
    }
    return last >= 0 ? OperationState.ROLLED_BACK : OperationState.FAILED;
  }

  /** The last step whose traffic may have moved; -1 for none. */
  static int lastBegun(ShiftPlan plan, List<StepRecord> steps) {
    for (int i = plan.steps().size() - 1; i >= 0; i--) {
      var scope = plan.during(i).idlePercent() + " %";
      if (steps.stream()
          .anyMatch(
              step ->
                  step.state().equals(ShiftTraffic.class.getSimpleName())
                      && step.scope().equals(scope))) {
        return i;
      }
    }
    return -1;
  }

  /** Steps that have begun and never said how they ended. */
  private void closeOpen(OperationRef ref, List<StepRecord> steps, String why) {
    steps.stream()
        .filter(step -> step.outcome() == StepRecord.Outcome.RUNNING)
        .filter(step -> !step.state().equals(STATE))
        .forEach(
            step -> progress.failed(ref, new StepName(step.state(), step.scope()), why, Map.of()));
  }

  private void restoreSize(OperationRef ref, ShiftPlan plan, boolean hadTraffic) {
    var slot = plan.to();
    var present = capacity.size(slot.address());
    if (present.equals(slot.size())) {
      return;
    }
    if (hadTraffic) {
      requireDrained(ref, plan);
    }
    var name = StepName.of(STATE, slot.place());
    progress.begin(
        ref,
        name,
        slot + " has " + present.desired() + " tasks and is to have " + slot.size().desired());
    capacity.set(slot.address(), slot.size());
    progress.done(
        ref,
        name,
        slot + " has its former size",
        Map.of("before", present.desired(), "after", slot.size().desired()));
  }

  private void requireDrained(OperationRef ref, ShiftPlan plan) {
    Instant returned =
        progress.ended(ref.operationId(), TrafficReturn.STEP).orElse(clock.instant());
    var drained = returned.plus(targetGroups.drainTime(plan.to().address().targetGroup()));
    var left = Duration.between(clock.instant(), drained);
    if (left.isPositive()) {
      throw new RetryLater(
          "all traffic is back on "
              + plan.from()
              + "; "
              + plan.to()
              + " may still have requests for "
              + left.toSeconds()
              + " seconds");
    }
  }
}
