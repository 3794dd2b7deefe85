package io.slipway.flow.traffic;

import io.slipway.aws.Alarms;
import io.slipway.aws.AlbRouter;
import io.slipway.aws.StoppedTasks;
import io.slipway.aws.TargetGroups;
import io.slipway.domain.OperationRef;
import io.slipway.domain.SlotHealth;
import io.slipway.domain.Weights;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Controls;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a share of the traffic after it was watched: go on, or go back. */
public final class JudgeStep extends Step<JudgeStep.Input, JudgeStep.Output> {

  /** {@code tasks} is how many healthy tasks the share needs. */
  public record Input(OperationRef operation, int step, int tasks) {}

  /** The verdict, which a Choice reads, and the numbers that led to it. */
  public record Output(Verdict verdict, String reason) {}

  /** What comes next. */
  public enum Verdict {
    ADVANCE,
    ROLL_BACK,
    ABORT
  }

  private final Operations operations;
  private final Controls controls;
  private final Progress progress;
  private final AlbRouter router;
  private final TargetGroups targetGroups;
  private final Alarms alarms;
  private final StoppedTasks stopped;

  public JudgeStep() {
    this(Platform.fromEnvironment());
  }

  public JudgeStep(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.progress = new Progress(platform);
    this.router = new AlbRouter(platform);
    this.targetGroups = new TargetGroups(platform);
    this.alarms = new Alarms(platform);
    this.stopped = new StoppedTasks(platform);
  }

  @Override
  protected Output run(Input input) {
    var shift = Shift.of(operations, input.operation(), input.step());
    var pending = controls.pending(shift.ref());
    if (pending.aborted()) {
      return new Output(Verdict.ABORT, "a caller asked to abort");
    }
    var found = router.weights(shift.plan().customersRule());
    var health = targetGroups.health(shift.receiver());
    var objections = objections(shift, pending.alarm());
    var seen = judge(shift.weights(), found, health, input.tasks(), objections);
    record(shift, seen, found, health, input.tasks(), objections);
    return seen;
  }

  /** Alarms, and tasks that died under traffic: ECS may have replaced them since. */
  private List<String> objections(Shift shift, Optional<String> raised) {
    var objections = new ArrayList<>(alarms.objections(shift.plan().alarms(), raised));
    progress
        .ended(shift.ref().operationId(), shift.named(ShiftTraffic.class))
        .ifPresent(
            shifted ->
                stopped.deaths(shift.plan().to().address(), shifted).stream()
                    .map(reason -> "a task of " + shift.plan().to() + " died: " + reason)
                    .forEach(objections::add));
    return objections;
  }

  private void record(
      Shift shift,
      Output seen,
      Weights found,
      SlotHealth health,
      int needed,
      List<String> objections) {
    var name = shift.named(JudgeStep.class);
    var details =
        Map.of(
            "verdict", seen.verdict(),
            "weights", found.toString(),
            "healthy", health.healthy(),
            "sick", health.sick().size(),
            "needed", needed,
            "objections", objections);
    if (seen.verdict() == Verdict.ADVANCE) {
      progress.done(shift.ref(), name, seen.reason(), details);
    } else {
      progress.failed(shift.ref(), name, seen.reason(), details);
    }
  }

  /**
   * The gate: nothing speaks against it, what was written still holds, nobody is sick. An alarm
   * comes first, since it also ends a wait for approval, before this step's weights are written.
   */
  static Output judge(
      Weights written, Weights found, SlotHealth health, int needed, List<String> objections) {
    if (!objections.isEmpty()) {
      return new Output(Verdict.ROLL_BACK, String.join("; ", objections));
    }
    if (!found.equals(written)) {
      return new Output(
          Verdict.ROLL_BACK,
          "the weights were last set to " + written + ", but the load balancer has " + found);
    }
    return new Output(
        health.noneSick(needed) ? Verdict.ADVANCE : Verdict.ROLL_BACK, health.describe(needed));
  }
}
