package io.slipway.flow.rollout;

import io.slipway.aws.Services;
import io.slipway.aws.TaskDefinitions;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.ReleaseMark;
import io.slipway.operation.RolloutPlan;
import io.slipway.operation.StatusPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Clock;
import java.time.Duration;
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
    var operation = operations.get(input.operation().operationId());
    return operation.kind() == OperationKind.SET_STATUS
        ? ofSize(input, StatusPlan.of(operation))
        : ofRevision(input, RolloutPlan.of(operation));
  }

  private Output ofRevision(Input input, RolloutPlan plan) {
    var rollout = plan.in(input.place());
    var service = services.read(rollout.id());
    var judgement =
        Judgement.ofRestore(service, rollout.taskDefinition(), plan.longest(), late(input));
    if (judgement.verdict() == Verdict.DONE) {
      retire(input.operation(), plan, rollout);
    }
    return told(input, judgement, plan.longest());
  }

  /** Of a stop or a start, which have registered nothing. */
  private Output ofSize(Input input, StatusPlan plan) {
    var status = plan.in(input.place());
    var service = services.read(status.id());
    boolean runs = status.before().desired() > 0;
    return told(
        input, Judgement.ofSize(service, runs, plan.longest(), late(input)), plan.longest());
  }

  private boolean late(Input input) {
    return !clock.instant().isBefore(input.deadline());
  }

  private Output told(Input input, Judgement judgement, Duration longest) {
    var ref = input.operation();
    var step = StepName.of("CheckRestore", input.place());
    switch (judgement.verdict()) {
      case RUNNING ->
          progress.waitingFor(ref, input.place() + " goes back: " + judgement.message());
      case DONE -> progress.done(ref, step, "back as before: " + judgement.message(), input);
      case FAILED, ABORTED -> progress.failed(ref, step, judgement.message(), input);
    }
    return new Output(
        judgement.verdict(),
        judgement.message(),
        Looks.next(clock.instant(), input.deadline(), longest));
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
