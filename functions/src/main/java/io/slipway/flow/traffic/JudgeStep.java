package io.slipway.flow.traffic;

import io.slipway.aws.Alarms;
import io.slipway.aws.StoppedTasks;
import io.slipway.aws.TargetGroups;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.Comparison;
import io.slipway.domain.OperationRef;
import io.slipway.domain.SlotHealth;
import io.slipway.domain.Turn;
import io.slipway.domain.Weights;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Controls;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a share of the traffic after it was watched: go on, watch it again, or go back. */
public final class JudgeStep extends Step<JudgeStep.Input, JudgeStep.Output> {

  /**
   * More bakes than these without enough requests, and nobody can say what the release is worth.
   */
  private static final int MOST_HOLDS = 3;

  /**
   * What is judged.
   *
   * @param tasks how many healthy tasks the share needs
   * @param held how many bakes of this share had too few requests already
   * @param promoted whether a caller has ended the bake
   */
  public record Input(
      OperationRef operation,
      int step,
      Turn turn,
      int tasks,
      Optional<Integer> held,
      Optional<Boolean> promoted) {}

  /** The verdict, which a Choice reads, and the numbers that led to it. */
  public record Output(Verdict verdict, String reason) {}

  /** What comes next. */
  public enum Verdict {
    ADVANCE,
    /** Another bake: too few requests to compare the releases by. */
    HOLD,
    ROLL_BACK,
    ABORT
  }

  private final Operations operations;
  private final Controls controls;
  private final Progress progress;
  private final TrafficRouters routers;
  private final TargetGroups targetGroups;
  private final Alarms alarms;
  private final StoppedTasks stopped;
  private final SecondaryServices secondaries;
  private final ReleaseComparison comparison;

  public JudgeStep() {
    this(Platform.fromEnvironment());
  }

  public JudgeStep(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.progress = new Progress(platform);
    this.routers = new TrafficRouters(platform);
    this.targetGroups = new TargetGroups(platform);
    this.alarms = new Alarms(platform);
    this.stopped = new StoppedTasks(platform);
    this.secondaries = new SecondaryServices(platform);
    this.comparison = new ReleaseComparison(platform);
  }

  @Override
  protected Output run(Input input) {
    var shift = Shift.of(operations, input.operation(), input.step());
    var pending = controls.pending(shift.ref(), input.turn());
    if (pending.aborted()) {
      return new Output(Verdict.ABORT, "a caller asked to abort");
    }
    var found = routers.of(shift.plan().customersRoute()).weights();
    var health = targetGroups.health(shift.receiver());
    var shifted = progress.ended(shift.ref().operationId(), shift.named(ShiftTraffic.class));
    var objections = objections(shift, pending.alarm(), shifted);
    var safe = judge(shift.weights(), found, health, input.tasks(), objections);
    var compared =
        shifted
            .filter(since -> safe.verdict() == Verdict.ADVANCE)
            .flatMap(since -> comparison.since(shift, since));
    var seen =
        compared
            .map(
                seenOfBoth ->
                    compare(
                        safe,
                        seenOfBoth.finding(),
                        input.held().orElse(0),
                        input.promoted().orElse(false)))
            .orElse(safe);
    record(
        shift,
        seen,
        new Numbers(
            seen.verdict(),
            found.toString(),
            health.healthy(),
            health.sick().size(),
            input.tasks(),
            objections,
            compared));
    return seen;
  }

  /** Alarms, and tasks that died under traffic: ECS may have replaced them since. */
  private List<String> objections(Shift shift, Optional<String> raised, Optional<Instant> shifted) {
    var objections = new ArrayList<>(alarms.objections(shift.plan().alarms(), raised));
    shifted.ifPresent(
        since ->
            stopped.deaths(shift.plan().to().address(), since).stream()
                .map(reason -> "a task of " + shift.plan().to() + " died: " + reason)
                .forEach(objections::add));
    if (shift.plan().isLast(shift.index())) {
      shifted.ifPresent(since -> secondaries.deaths(shift.plan(), since).forEach(objections::add));
    }
    return objections;
  }

  /** What led to a verdict. */
  private record Numbers(
      Verdict verdict,
      String weights,
      int healthy,
      int sick,
      int needed,
      List<String> objections,
      Optional<ReleaseComparison.Compared> comparison) {}

  private void record(Shift shift, Output seen, Numbers numbers) {
    var name = shift.named(JudgeStep.class);
    switch (seen.verdict()) {
      case ADVANCE, HOLD -> progress.done(shift.ref(), name, seen.reason(), numbers);
      case ROLL_BACK, ABORT -> progress.failed(shift.ref(), name, seen.reason(), numbers);
    }
  }

  /**
   * The gate of a share that is safe so far. Whoever promotes it has decided that it has been
   * watched for long enough; a release that does worse than the live one goes back all the same.
   */
  static Output compare(Output safe, Comparison.Finding finding, int held, boolean promoted) {
    return switch (finding.verdict()) {
      case ROLL_BACK -> new Output(Verdict.ROLL_BACK, finding.reason());
      case ADVANCE -> new Output(Verdict.ADVANCE, safe.reason() + "; " + finding.reason());
      case HOLD -> {
        if (promoted) {
          yield new Output(
              Verdict.ADVANCE, safe.reason() + "; promoted, though " + finding.reason());
        }
        yield held < MOST_HOLDS
            ? new Output(Verdict.HOLD, "watching it for another bake: " + finding.reason())
            : new Output(
                Verdict.ROLL_BACK, "after " + (held + 1) + " bakes still " + finding.reason());
      }
    };
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
          Verdict.ROLL_BACK, "the weights were last set to " + written + ", but they are " + found);
    }
    return new Output(
        health.noneSick(needed) ? Verdict.ADVANCE : Verdict.ROLL_BACK, health.describe(needed));
  }
}
