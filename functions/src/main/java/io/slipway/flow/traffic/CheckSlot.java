package io.slipway.flow.traffic;

import io.slipway.aws.Alarms;
import io.slipway.aws.RunningTasks;
import io.slipway.aws.TargetGroups;
import io.slipway.domain.OperationRef;
import io.slipway.domain.SlotHealth;
import io.slipway.domain.Turn;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Controls;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Looks whether the receiving slot can take its next share: every target healthy, as many as the
 * share needs, each running the release that was asked for, and no alarm going off.
 */
public final class CheckSlot extends Step<CheckSlot.Input, CheckSlot.Output> {

  /** Image pulls, starts and the first health checks included. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** Most slots are ready within this; looking less often after it keeps histories short. */
  private static final Duration SOON = Duration.ofMinutes(2);

  /** {@code scaled} is what ScaleSlot answered. */
  public record Input(OperationRef operation, int step, Turn turn, ScaleSlot.Output scaled) {}

  /**
   * What a Choice reads, and what led to it.
   *
   * @param waitSeconds until the next look, where the verdict is to wait
   */
  public record Output(Verdict verdict, String reason, long waitSeconds) {}

  /** What comes next. */
  public enum Verdict {
    READY,
    WAITING,
    FAILED,
    ABORTED
  }

  private final Operations operations;
  private final Controls controls;
  private final Progress progress;
  private final TargetGroups targetGroups;
  private final RunningTasks tasks;
  private final Alarms alarms;
  private final Clock clock;

  public CheckSlot() {
    this(Platform.fromEnvironment());
  }

  public CheckSlot(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.progress = new Progress(platform);
    this.targetGroups = new TargetGroups(platform);
    this.tasks = new RunningTasks(platform);
    this.alarms = new Alarms(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var shift = Shift.of(operations, input.operation(), input.step());
    var pending = controls.pending(shift.ref(), input.turn());
    if (pending.aborted()) {
      return new Output(Verdict.ABORTED, "a caller asked to abort", 0);
    }
    var objections = alarms.objections(shift.plan().alarms(), pending.alarm());
    var health = targetGroups.health(shift.receiver());
    var strangers = tasks.strangers(shift.plan().to().address(), shift.plan().next());
    boolean serves = input.step() > 0;
    var seen =
        objections.isEmpty()
            ? judge(input.scaled(), serves, health, strangers, clock.instant())
            : new Output(Verdict.FAILED, String.join("; ", objections), 0);
    record(shift, seen, input.scaled().tasks(), health, objections);
    return seen;
  }

  private void record(
      Shift shift, Output seen, int needed, SlotHealth health, List<String> objections) {
    var name = shift.named(CheckSlot.class);
    var details =
        Map.of(
            "verdict", seen.verdict(),
            "healthy", health.healthy(),
            "starting", health.starting().size(),
            "sick", health.sick().size(),
            "needed", needed,
            "objections", objections);
    switch (seen.verdict()) {
      case READY -> progress.done(shift.ref(), name, seen.reason(), details);
      case FAILED -> progress.failed(shift.ref(), name, seen.reason(), details);
      case WAITING, ABORTED ->
          progress.waitingFor(
              shift.ref(), "waiting for " + shift.plan().to() + ": " + seen.reason());
    }
  }

  /**
   * The rule: all or nothing, and not for ever. A target that turns sick before there was any
   * traffic may be replaced; one that does so under traffic has shown what the release is worth.
   */
  static Output judge(
      ScaleSlot.Output scaled,
      boolean serves,
      SlotHealth health,
      List<String> strangers,
      Instant now) {
    var numbers = health.describe(scaled.tasks());
    boolean early = now.isBefore(scaled.notBefore());
    if (!early && strangers.isEmpty() && health.allHealthy(scaled.tasks())) {
      return new Output(Verdict.READY, numbers, 0);
    }
    if (serves && !health.sick().isEmpty()) {
      return new Output(Verdict.FAILED, numbers, 0);
    }
    var reason = strangers.isEmpty() ? numbers : numbers + "; " + String.join("; ", strangers);
    if (early || now.isBefore(scaled.since().plus(LONGEST))) {
      return new Output(Verdict.WAITING, reason, now.isBefore(scaled.since().plus(SOON)) ? 10 : 30);
    }
    return new Output(
        Verdict.FAILED, "not ready within " + LONGEST.toMinutes() + " minutes: " + reason, 0);
  }
}
