package io.slipway.flow.rollout;

import io.slipway.aws.Capacity;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.TrafficChanged;
import io.slipway.operation.PlaceStatus;
import io.slipway.operation.StatusPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Gives one service the number of tasks that a stop or a start is about, with what autoscaling may
 * make of it. A slot that customers are led to is never given another.
 */
public final class ResizeService extends Step<ResizeService.Input, ResizeService.Output> {

  /** What the machine sends. */
  public record Input(OperationRef operation, ServicePlace place) {}

  /**
   * What the machine gets.
   *
   * @param deadline when it is given up
   */
  public record Output(Instant deadline) {}

  private static final String STATE = "ResizeService";

  private final Operations operations;
  private final Progress progress;
  private final TrafficRouters routers;
  private final Capacity capacity;
  private final Clock clock;

  public ResizeService() {
    this(Platform.fromEnvironment());
  }

  public ResizeService(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.routers = new TrafficRouters(platform);
    this.capacity = new Capacity(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = StatusPlan.of(operations.get(ref.operationId()));
    var status = plan.in(input.place());
    var step = StepName.of(STATE, input.place());
    requireNoCustomers(status);
    var after = status.after();
    progress.begin(ref, step, "had " + status.before() + " and gets " + after);
    capacity.setAnyway(status.id(), status.after());
    var output = new Output(clock.instant().plus(plan.longest()));
    progress.done(
        ref,
        step,
        "is to have " + after,
        Map.of("before", status.before(), "after", status.after()));
    progress.awaits(ref, StepName.of("CheckSize", input.place()), "waits until it has");
    return output;
  }

  private void requireNoCustomers(PlaceStatus status) {
    var address = status.entry().address();
    if (!status.place().isSlot() || status.secondary().isPresent()) {
      return;
    }
    var weights = routers.of(address.route()).weights();
    if (weights.of(address.targetGroup()) > 0) {
      throw new TrafficChanged(
          "customers are led to "
              + status.place()
              + ", which was idle, so it keeps its tasks: the weights are "
              + weights);
    }
  }
}
