package io.slipway.flow.rollout;

import io.slipway.aws.Services;
import io.slipway.aws.StoppedTasks;
import io.slipway.aws.TargetGroups;
import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RunningService;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceStatus;
import io.slipway.operation.StatusPlan;
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
 * Looks how far a stop or a start is: stopped is what has no task left, started what has all of its
 * tasks, healthy.
 */
public final class CheckSize extends Step<CheckSize.Input, CheckSize.Output> {

  /**
   * What the machine sends.
   *
   * @param deadline when it is given up
   */
  public record Input(OperationRef operation, ServicePlace place, Instant deadline) {}

  /**
   * What the machine gets.
   *
   * @param message how far it is, or why it failed
   * @param nextLookSeconds how long to wait before looking again
   */
  public record Output(Verdict verdict, String message, int nextLookSeconds) {}

  private final Operations operations;
  private final Progress progress;
  private final Services services;
  private final TargetGroups targetGroups;
  private final StoppedTasks stopped;
  private final Clock clock;

  public CheckSize() {
    this(Platform.fromEnvironment());
  }

  public CheckSize(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.services = new Services(platform);
    this.targetGroups = new TargetGroups(platform);
    this.stopped = new StoppedTasks(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    var plan = StatusPlan.of(operation);
    var judgement = judge(input, operation, plan);
    var step = StepName.of("CheckSize", input.place());
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

  private Judgement judge(Input input, Operation operation, StatusPlan plan) {
    // Not taken off the operation: the other places have to see it, too.
    if (operation.control().equals(Optional.of(Control.ABORT))) {
      return new Judgement(Verdict.ABORTED, "ended by a caller");
    }
    var status = plan.in(input.place());
    var service = services.read(status.id());
    boolean late = !clock.instant().isBefore(input.deadline());
    boolean runs = status.after().desired() > 0;
    var judgement = Judgement.ofSize(service, runs, plan.longest(), late);
    return switch (judgement.verdict()) {
      case DONE -> runs ? healthy(judgement, status, service, plan, late) : judgement;
      case FAILED -> explained(judgement, status, service);
      case RUNNING, ABORTED -> judgement;
    };
  }

  private Judgement healthy(
      Judgement judgement,
      PlaceStatus status,
      RunningService service,
      StatusPlan plan,
      boolean late) {
    if (status.secondary().isPresent()) {
      return judgement;
    }
    var health = targetGroups.health(status.entry().address().targetGroup());
    if (health.noneSick(service.desiredTasks())) {
      return judgement;
    }
    var said = judgement.message() + "; " + health.describe(service.desiredTasks());
    return Judgement.ofTime(said, plan.longest(), late);
  }

  /** Adds what ECS tells about the tasks that stopped. */
  private Judgement explained(Judgement judgement, PlaceStatus status, RunningService service) {
    var reasons = stopped.reasons(status.id(), service.primary().taskDefinition());
    return reasons.isEmpty()
        ? judgement
        : new Judgement(
            Verdict.FAILED, judgement.message() + "; tasks stopped: " + String.join("; ", reasons));
  }
}
