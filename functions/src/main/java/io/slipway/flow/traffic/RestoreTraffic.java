package io.slipway.flow.traffic;

import io.slipway.domain.OperationRef;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.ShiftTrace;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;

/**
 * Brings customers back to the slot that was live before a shift. Safe to run when nothing had
 * moved, and again after any failure of its own.
 */
public final class RestoreTraffic extends Step<RestoreTraffic.Input, RestoreTraffic.Output> {

  /** {@code operation} alone: what was live is in its plan. */
  public record Input(OperationRef operation) {}

  /** Where the traffic is now, for people. */
  public record Output(String message) {}

  private final Operations operations;
  private final Progress progress;
  private final TrafficReturn traffic;

  public RestoreTraffic() {
    this(Platform.fromEnvironment());
  }

  public RestoreTraffic(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.traffic = new TrafficReturn(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = ShiftPlan.of(operations.get(ref.operationId()));
    var trace = ShiftTrace.of(plan, progress.of(ref.operationId()));
    return new Output(trace.moved() ? traffic.giveBack(ref, plan) : "no traffic had moved");
  }
}
