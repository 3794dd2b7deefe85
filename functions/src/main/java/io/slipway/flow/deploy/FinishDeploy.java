package io.slipway.flow.deploy;

import io.slipway.aws.Services;
import io.slipway.aws.TaskDefinitions;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.Rollout;
import io.slipway.domain.ServiceId;
import io.slipway.operation.ReleaseMark;
import io.slipway.operation.RolloutPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ends a deploy: takes out of use what was registered once too often, records what runs where now,
 * and says what can be done next.
 */
public final class FinishDeploy extends Step<FinishDeploy.Input, FinishDeploy.Output> {

  /** What the machine sends: what runs in every place now. */
  public record Input(OperationRef operation, List<PlaceResult> places) {}

  /** What becomes of the execution. */
  public record Output(OperationState state, String message) {}

  private final Operations operations;
  private final Progress progress;
  private final Services services;
  private final TaskDefinitions taskDefinitions;
  private final Clock clock;

  public FinishDeploy() {
    this(Platform.fromEnvironment());
  }

  public FinishDeploy(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.services = new Services(platform);
    this.taskDefinitions = new TaskDefinitions(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    var plan = RolloutPlan.of(operation);
    if (!operation.state().isTerminal()) {
      input.places().forEach(result -> retireOthers(ref, plan, result));
    }
    var ending = new DeployEnding(plan, ref.operationId(), clock.instant()).of(input.places());
    var ended = operations.end(ref, ending);
    return new Output(ended.state(), ended.message());
  }

  /**
   * A registration that was tried again has made more than one revision where the answer of the
   * first was lost and its effect came late. By now none can come any more.
   */
  private void retireOthers(OperationRef ref, RolloutPlan plan, PlaceResult result) {
    var rollout = plan.in(result.place());
    var mark = ReleaseMark.of(ref, rollout, plan.digest().value());
    var others = new ArrayList<>(taskDefinitions.made(rollout.taskDefinition(), mark));
    others.remove(result.taskDefinition());
    if (!others.isEmpty()) {
      others.removeAll(inUse(rollout.id()));
    }
    if (others.isEmpty()) {
      return;
    }
    var step = StepName.of("FinishDeploy", result.place());
    progress.begin(
        ref,
        step,
        "registered besides " + result.taskDefinition() + ", goes out of use: " + others);
    others.forEach(taskDefinitions::retire);
    progress.done(ref, step, "out of use: " + others, Map.of("retired", others));
  }

  /** Somebody may have given the service another of them by hand. */
  private List<String> inUse(ServiceId service) {
    return services.read(service).rollouts().stream().map(Rollout::taskDefinition).toList();
  }
}
