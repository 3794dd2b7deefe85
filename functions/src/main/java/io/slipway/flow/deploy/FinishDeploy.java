package io.slipway.flow.deploy;

import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.operation.RolloutPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import java.time.Clock;
import java.util.List;

/** Ends a deploy: records what runs where now, and says what can be done next. */
public final class FinishDeploy extends Step<FinishDeploy.Input, FinishDeploy.Output> {

  /** What the machine sends: what runs in every place now. */
  public record Input(OperationRef operation, List<PlaceResult> places) {}

  /** What becomes of the execution. */
  public record Output(OperationState state, String message) {}

  private final Operations operations;
  private final Clock clock;

  public FinishDeploy() {
    this(Platform.fromEnvironment());
  }

  public FinishDeploy(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = RolloutPlan.of(operations.get(ref.operationId()));
    var ending = new DeployEnding(plan, ref.operationId(), clock.instant()).of(input.places());
    var ended = operations.end(ref, ending);
    return new Output(ended.state(), ended.message());
  }
}
