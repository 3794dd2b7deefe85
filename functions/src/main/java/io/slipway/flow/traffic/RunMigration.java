package io.slipway.flow.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.OneOffTasks;
import io.slipway.domain.Migration;
import io.slipway.domain.OneOffTask;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.domain.Span;
import io.slipway.operation.MigrationStop;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Controls;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import io.slipway.store.StepRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs a command of the next release to its end before it gets traffic. Looks again by {@link
 * RetryLater} while the task runs, and stops it when somebody aborts or its time is over.
 */
public final class RunMigration extends Step<RunMigration.Input, RunMigration.Output> {

  private static final StepName STEP =
      StepName.of(RunMigration.class.getSimpleName(), "one-off task");

  private static final StepName STOP =
      StepName.of(RunMigration.class.getSimpleName(), "one-off task is stopped");

  /** What the machine sends. */
  public record Input(OperationRef operation) {}

  /** What a Choice reads, and what led to it. */
  public record Output(Verdict verdict, String reason) {}

  /** What comes next. */
  public enum Verdict {
    ADVANCE,
    FAILED,
    ABORT
  }

  /** What is known of the task. */
  private record Seen(
      String task, String status, Optional<Integer> exitCode, Optional<String> stoppedReason) {}

  private final Operations operations;
  private final Controls controls;
  private final Progress progress;
  private final OneOffTasks tasks;
  private final MigrationStop migrationStop;
  private final Clock clock;

  public RunMigration() {
    this(Platform.fromEnvironment());
  }

  public RunMigration(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.progress = new Progress(platform);
    this.tasks = new OneOffTasks(platform);
    this.migrationStop = new MigrationStop(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = ShiftPlan.of(operations.get(ref.operationId()));
    var pending = controls.look(ref);
    if (pending.aborted()) {
      migrationStop.stop(ref, STOP, plan, "the operation was aborted");
      return new Output(Verdict.ABORT, "a caller asked to abort");
    }
    if (pending.alarm().isPresent()) {
      migrationStop.stop(ref, STOP, plan, pending.alarm().get());
      return new Output(Verdict.FAILED, pending.alarm().get());
    }
    var migration = plan.migration().orElseThrow();
    var begun =
        progress.of(ref.operationId()).stream()
            .filter(step -> StepName.of(step.state(), step.scope()).equals(STEP))
            .findFirst();
    var task = begun.flatMap(StepRecord::details).map(details -> details.path("task"));
    return task.map(JsonNode::asText)
        .map(arn -> look(ref, plan, migration, arn, begun.get().startedAt()))
        .orElseGet(() -> begin(ref, plan, migration));
  }

  private Output begin(OperationRef ref, ShiftPlan plan, Migration migration) {
    var what = plan.to() + " runs " + String.join(" ", migration.command());
    progress.begin(ref, STEP, what);
    var arn = tasks.run(plan.to().address(), migration, ref.operationId());
    progress.awaits(
        ref,
        STEP,
        what + " for at most " + Span.of(migration.timeout()),
        new Seen(arn, "PROVISIONING", Optional.empty(), Optional.empty()));
    throw new RetryLater("the migration has been started");
  }

  private Output look(
      OperationRef ref, ShiftPlan plan, Migration migration, String arn, Instant since) {
    var found = tasks.look(plan.to().address(), migration, arn);
    var ran = Duration.between(since, clock.instant());
    if (found.filter(OneOffTask::isStopped).isPresent()) {
      return ended(ref, plan, arn, found.get());
    }
    if (ran.compareTo(migration.timeout()) < 0) {
      var status = found.map(OneOffTask::status).orElse("not to be seen");
      progress.waitingFor(ref, "waiting for the migration, which is " + status);
      throw new RetryLater("the migration is " + status);
    }
    migrationStop.stop(ref, STOP, plan, "its time was over");
    var reason = "the migration had not ended after " + Span.of(ran) + " and was stopped";
    progress.failed(
        ref,
        STEP,
        reason,
        new Seen(
            arn,
            found.map(OneOffTask::status).orElse("UNKNOWN"),
            Optional.empty(),
            Optional.empty()));
    return new Output(Verdict.FAILED, reason);
  }

  private Output ended(OperationRef ref, ShiftPlan plan, String arn, OneOffTask task) {
    var seen = new Seen(arn, task.status(), task.exitCode(), task.stoppedReason());
    var judged = judge(task);
    var message = "the migration of " + plan.to() + " " + judged.reason();
    if (judged.verdict() == Verdict.ADVANCE) {
      progress.done(ref, STEP, message, seen);
    } else {
      progress.failed(ref, STEP, message, seen);
    }
    return new Output(judged.verdict(), message);
  }

  /** The rule: what has not said that it went well has not. */
  static Output judge(OneOffTask stopped) {
    if (stopped.exitCode().equals(Optional.of(0))) {
      return new Output(Verdict.ADVANCE, "ended with exit code 0");
    }
    var reason = stopped.stoppedReason().map(text -> ": " + text).orElse("");
    return new Output(
        Verdict.FAILED,
        stopped
            .exitCode()
            .map(code -> "ended with exit code " + code + reason)
            .orElse("did not run" + reason));
  }
}
