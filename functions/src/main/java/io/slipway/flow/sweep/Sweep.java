package io.slipway.flow.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.domain.Control;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.operation.Announcement;
import io.slipway.operation.EndedExecution;
import io.slipway.operation.Executions;
import io.slipway.operation.PipelineStart;
import io.slipway.operation.Problem;
import io.slipway.operation.Stuck;
import io.slipway.operation.Withdrawals;
import io.slipway.runtime.Meter;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.runtime.Turns;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Recoveries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finishes what nobody else will: starts the state machines of operations, and the pipelines of
 * deliveries, that were recorded but not started; has operations put back whose execution has ended
 * without ending them, because somebody stopped it, its time was over or a step was lost; and has
 * that tried again, a few times, until a person has to come; and deletes what plans had to leave
 * behind. Invoked by a schedule for all, and for one by the event that its execution has ended.
 */
public final class Sweep extends Step<JsonNode, Sweep.Output> {

  /** An operation younger than this is still being started by whoever recorded it. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** What has not been looked at by then is so in one of the next minutes. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Operations operations;
  private final Recoveries recoveries;
  private final Executions executions;
  private final Announcement announcement;
  private final Withdrawals withdrawals;
  private final PipelineStart pipelines;
  private final Clock clock;
  private final Meter meter;

  /**
   * What was looked at.
   *
   * @param operationIds of those that have not ended
   */
  public record Output(List<String> operationIds) {}

  public Sweep() {
    this(Platform.fromEnvironment());
  }

  public Sweep(Platform platform) {
    super(JsonNode.class);
    this.operations = new Operations(platform);
    this.recoveries = new Recoveries(platform);
    this.executions = new Executions(platform);
    this.announcement = new Announcement(platform);
    this.withdrawals = new Withdrawals(platform);
    this.pipelines = new PipelineStart(platform);
    this.clock = platform.clock();
    this.meter = platform.meter();
  }

  @Override
  protected Output run(JsonNode event) {
    var latest = clock.instant().plus(LONGEST);
    var ended = EndedExecution.operationId(event);
    var due = ended.map(this::one).orElseGet(this::all);
    if (ended.isEmpty()) {
      withdrawals.ofThoseLeft();
    }
    var failures = finish(due, latest);
    if (ended.isEmpty()) {
      attempt(() -> pipelines.startThoseLeft(latest), failures);
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return new Output(due.stream().map(operation -> operation.ref().operationId()).toList());
  }

  private List<Operation> one(String operationId) {
    return operations.find(operationId).stream()
        .filter(operation -> !operation.state().isTerminal())
        .toList();
  }

  private List<Operation> all() {
    var latest = clock.instant().minus(GRACE);
    var due =
        operations.running().stream()
            .map(operations::find)
            .flatMap(Optional::stream)
            .filter(operation -> !operation.state().isTerminal())
            .filter(operation -> operation.startedAt().isBefore(latest))
            .toList();
    long waiting =
        due.stream()
            .filter(operation -> operation.state() == OperationState.NEEDS_ATTENTION)
            .count();
    if (waiting > 0) {
      meter.needAttention((int) waiting);
    }
    return due;
  }

  /** One that cannot be finished does not keep the others from it. */
  private List<RuntimeException> finish(List<Operation> due, Instant latest) {
    var failures = new ArrayList<RuntimeException>();
    for (var operation : Turns.of(due, clock.instant())) {
      if (clock.instant().isAfter(latest)) {
        break;
      }
      attempt(() -> finish(operation), failures);
    }
    return failures;
  }

  private static void attempt(Runnable work, List<RuntimeException> failures) {
    try {
      work.run();
    } catch (OperationSuperseded e) {
      // it has gone on or ended by itself after it was looked at
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  private void finish(Operation operation) {
    if (operation.state() == OperationState.NEEDS_ATTENTION) {
      var unused = announcement.of(operation);
      return;
    }
    if (operation.recovery().isPresent()) {
      recover(operation, "the execution that put it back has ended too early");
      return;
    }
    if (operation.kind() == OperationKind.BUILD
        && operation.control().equals(Optional.of(Control.ABORT))) {
      // a build waits for CodeBuild alone, which does not look whether anybody wants it to stop
      executions.stop(operation, "a caller has asked to abort");
    }
    if (executions.startOwn(operation)) {
      return;
    }
    executions
        .ended(operation)
        .filter(status -> stillWorksFor(operation))
        .ifPresent(
            status ->
                recover(
                    operation,
                    "its execution has ended as " + status + " before the operation was finished"));
  }

  /** It may have ended since the operation goes on in another one. */
  private boolean stillWorksFor(Operation operation) {
    var now = operations.get(operation.ref().operationId());
    return now.execution().equals(operation.execution());
  }

  private void recover(Operation operation, String why) {
    var problem =
        Problem.of(
            JsonNodeFactory.instance.objectNode().put("Error", "ExecutionEnded").put("Cause", why));
    if (executions.recover(operation, problem)) {
      return;
    }
    recoveries.needAttention(
        operation.ref(),
        Stuck.message(
            operation.ref(),
            operation.recovery().map(recovery -> recovery.reason()).orElse(why),
            "three executions that were to put everything back have ended too early"));
    var unused = announcement.of(operations.get(operation.ref().operationId()));
  }
}
