package io.slipway.flow.rollout;

import io.slipway.aws.Services;
import io.slipway.aws.TaskDefinitions;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.ReleaseMark;
import io.slipway.operation.RolloutPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Clock;
import java.time.Instant;

/**
 * Looks how far a service is on its way back. Once it is there, what the operation has registered
 * is taken out of use; it is found by its mark, even where the answer that named it was lost.
 */
public final class CheckRestore extends Step<CheckRestore.Input, CheckRestore.Output> {

  /**
   * What the machine sends.
   *
   * @param deadline when it is given up
   */
  public record Input(OperationRef operation, ServicePlace place, Instant deadline) {}

  /**
   * What the machine gets.
   *
   * @param message how far it is, or why it cannot go back
   * @param nextLookSeconds how long to wait before looking again
   */
  public record Output(Verdict verdict, String message, int nextLookSeconds) {}

  private final Operations operations;
  private final Progress progress;
  private final Services services;
  private final TaskDefinitions taskDefinitions;
  private final Clock clock;

  public CheckRestore() {
    this(Platform.fromEnvironment());
  }

  public CheckRestore(Platform platform) {
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
    var plan = RolloutPlan.of(operations.get(ref.operationId()));
    var rollout = plan.in(input.place());
    boolean late = !clock.instant().isBefore(input.deadline());
    var service = services.read(rollout.id());
    var judgement = Judgement.ofRestore(service, rollout.taskDefinition(), plan.longest(), late);
    var step = StepName.of("CheckRestore", input.place());
    switch (judgement.verdict()) {
      case RUNNING ->
          progress.waitingFor(ref, input.place() + " goes back: " + judgement.message());
      case DONE -> {
        retire(ref, plan, rollout);
        progress.done(ref, step, "back as before: " + judgement.message(), input);
      }
      case FAILED, ABORTED -> progress.failed(ref, step, judgement.message(), input);
    }
    return new Output(
        judgement.verdict(),
        judgement.message(),
        Looks.next(clock.instant(), input.deadline(), plan.longest()));
  }

  private void retire(OperationRef ref, RolloutPlan plan, PlaceRollout rollout) {
    var mark = ReleaseMark.of(ref, rollout, plan.digest().value());
    for (var made : taskDefinitions.made(rollout.taskDefinition(), mark)) {
      progress.begin(
          ref, StepName.of("CheckRestore", rollout.at()), "takes " + made + " out of use");
      taskDefinitions.retire(made);
    }
  }
}
