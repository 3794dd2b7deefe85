package io.slipway.flow.rollout;

import io.slipway.aws.RunningTasks;
import io.slipway.aws.Services;
import io.slipway.aws.StoppedTasks;
import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RunningService;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RolloutPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks how far a rollout is. It is done when ECS has completed the deployment that was asked for
 * and every task runs the image that was asked for.
 */
public final class CheckRollout extends Step<CheckRollout.Input, CheckRollout.Output> {

  /**
   * What the machine sends.
   *
   * @param taskDefinition the ARN of the revision that is rolled out
   * @param deploymentId what ECS calls the rollout
   * @param deadline when it is given up
   */
  public record Input(
      OperationRef operation,
      ServicePlace place,
      String taskDefinition,
      String deploymentId,
      Instant deadline) {}

  /**
   * What the machine gets.
   *
   * @param message how far it is, or why it failed
   * @param nextLookSeconds how long to wait before looking again
   */
  public record Output(Verdict verdict, String message, int nextLookSeconds) {}

  private static final int LATEST_EVENTS = 2;

  private final Operations operations;
  private final Progress progress;
  private final Services services;
  private final RunningTasks running;
  private final StoppedTasks stopped;
  private final Clock clock;

  public CheckRollout() {
    this(Platform.fromEnvironment());
  }

  public CheckRollout(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.services = new Services(platform);
    this.running = new RunningTasks(platform);
    this.stopped = new StoppedTasks(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var operation = operations.get(input.operation().operationId());
    var plan = RolloutPlan.of(operation);
    var judgement = judge(input, operation, plan);
    var step = StepName.of("CheckRollout", input.place());
    var ref = input.operation();
    switch (judgement.verdict()) {
      case RUNNING -> progress.waitingFor(ref, input.place() + ": " + judgement.message());
      case DONE -> progress.done(ref, step, judgement.message(), input);
      case FAILED, ABORTED -> progress.failed(ref, step, judgement.message(), input);
    }
    return new Output(
        judgement.verdict(),
        judgement.message(),
        Looks.next(clock.instant(), input.deadline(), plan.longest()));
  }

  private Judgement judge(Input input, Operation operation, RolloutPlan plan) {
    // Not taken off the operation: the rollouts in the other places have to see it, too.
    if (operation.control().equals(Optional.of(Control.ABORT))) {
      return new Judgement(Verdict.ABORTED, "ended by a caller");
    }
    var rollout = plan.in(input.place());
    var service = services.read(rollout.id());
    boolean late = !clock.instant().isBefore(input.deadline());
    var judgement = Judgement.ofRollout(service, input.deploymentId(), plan.longest(), late);
    return switch (judgement.verdict()) {
      case FAILED -> explained(judgement, rollout, service, input.taskDefinition());
      case DONE -> verified(judgement, rollout, plan);
      case RUNNING, ABORTED -> judgement;
    };
  }

  /** Adds what ECS tells about the tasks that stopped. */
  private Judgement explained(
      Judgement judgement, PlaceRollout rollout, RunningService service, String taskDefinition) {
    var reasons = stopped.reasons(rollout.id(), taskDefinition);
    var latest = service.events().stream().limit(LATEST_EVENTS).toList();
    return new Judgement(
        Verdict.FAILED,
        judgement.message()
            + (reasons.isEmpty()
                ? latest.isEmpty() ? "" : "; ECS says: " + String.join(" ", latest)
                : "; tasks stopped: " + String.join("; ", reasons)));
  }

  private Judgement verified(Judgement judgement, PlaceRollout rollout, RolloutPlan plan) {
    var strangers = running.strangers(rollout.id(), plan.digest());
    return strangers.isEmpty()
        ? judgement
        : new Judgement(
            Verdict.FAILED,
            "ECS completed the deployment, but not with "
                + plan.digest()
                + ": "
                + String.join("; ", strangers));
  }
}
