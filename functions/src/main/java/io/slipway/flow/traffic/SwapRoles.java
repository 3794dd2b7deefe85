package io.slipway.flow.traffic;

import io.slipway.aws.RunningTasks;
import io.slipway.aws.TargetGroups;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.domain.RolloutFailed;
import io.slipway.domain.TrafficChanged;
import io.slipway.domain.TrafficRoute;
import io.slipway.domain.TrafficSplit;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.ShiftTrace;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.Map;

/**
 * All traffic has moved: verifies it, records both slots' new roles in one transaction, and gives
 * the preview host the other slot. The other services of the slot begin to work.
 */
public final class SwapRoles extends Step<SwapRoles.Input, SwapRoles.Output> {

  /** {@code step} is the index of the last step. */
  public record Input(OperationRef operation, int step, int tasks) {}

  /**
   * What customers get now.
   *
   * @param drainSeconds how long from now until no request reaches the other slot any more; counted
   *     by the machine's clock, so that no two functions' have to agree
   */
  public record Output(String message, long drainSeconds) {}

  private static final String STATE = SwapRoles.class.getSimpleName();

  private final Operations operations;
  private final Progress progress;
  private final TrafficRouters routers;
  private final TargetGroups targetGroups;
  private final RunningTasks tasks;
  private final Roles roles;
  private final SecondaryServices secondaries;

  public SwapRoles() {
    this(Platform.fromEnvironment());
  }

  public SwapRoles(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.routers = new TrafficRouters(platform);
    this.targetGroups = new TargetGroups(platform);
    this.tasks = new RunningTasks(platform);
    this.roles = new Roles(platform);
    this.secondaries = new SecondaryServices(platform);
  }

  @Override
  protected Output run(Input input) {
    var shift = Shift.of(operations, input.operation(), input.step());
    var plan = shift.plan();
    verify(shift, input.tasks());
    var inInventory = StepName.of(STATE, "inventory");
    progress.begin(
        shift.ref(), inInventory, plan.to().place() + " is to become live in the inventory");
    progress.done(
        shift.ref(),
        inInventory,
        plan.to() + " is live, " + plan.from() + " is idle",
        Map.of("live", plan.to().place(), "idle", plan.from().place()),
        roles.withLive(shift.ref(), plan.to().place()));
    secondaries.start(shift.ref(), plan, STATE);
    long drain = drainSeconds(plan);
    plan.previewRoute()
        .ifPresentOrElse(
            route -> mirror(shift, route, drain),
            () ->
                progress.done(
                    shift.ref(),
                    StepName.of(STATE, "old slot"),
                    plan.from() + " drains for " + drain + " seconds",
                    Map.of(ShiftTrace.DRAIN_SECONDS, drain)));
    return new Output("all traffic goes to " + plan.to(), drain);
  }

  private long drainSeconds(ShiftPlan plan) {
    var propagation = routers.of(plan.customersRoute()).propagation();
    return targetGroups.drainTime(plan.from().address().targetGroup(), propagation).toSeconds();
  }

  private void mirror(Shift shift, TrafficRoute route, long drain) {
    var plan = shift.plan();
    var onPreview = StepName.of(STATE, "preview");
    progress.begin(shift.ref(), onPreview, "the preview host is to show " + plan.from());
    var wanted = plan.preview(TrafficSplit.ALL_IDLE);
    routers.of(route).shift(plan.preview(TrafficSplit.ALL_LIVE), wanted);
    progress.done(
        shift.ref(),
        onPreview,
        "the preview host shows " + plan.from(),
        Map.of("weights", wanted.toString(), ShiftTrace.DRAIN_SECONDS, drain));
  }

  private void verify(Shift shift, int needed) {
    var found = routers.of(shift.plan().customersRoute()).weights();
    if (!found.equals(shift.weights())) {
      throw new TrafficChanged(
          "the weights were last set to " + shift.weights() + ", but they are " + found);
    }
    var health = targetGroups.health(shift.receiver());
    if (!health.noneSick(needed)) {
      throw new RetryLater("all traffic has moved, but " + health.describe(needed));
    }
    var strangers = tasks.strangers(shift.plan().to().address(), shift.plan().next());
    if (!strangers.isEmpty()) {
      throw new RolloutFailed(
          shift.plan().to() + " is to be live, but " + String.join("; ", strangers));
    }
  }
}
