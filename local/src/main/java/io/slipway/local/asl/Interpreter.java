package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.asl.definition.Outcome;
import io.slipway.local.asl.definition.State;
import java.time.Instant;
import java.util.Optional;

/** Takes one execution from step to step, until nothing is due. */
final class Interpreter {

  private final Run run;
  private final Failures failures;
  private final TaskWork tasks;
  private final ChildFlows children;

  Interpreter(Run run, TaskWork.Caller caller) {
    this.run = run;
    this.failures = new Failures(run, this);
    this.tasks = new TaskWork(run, this, caller);
    this.children = new ChildFlows(run, this);
  }

  Run run() {
    return run;
  }

  TaskWork tasks() {
    return tasks;
  }

  ChildFlows children() {
    return children;
  }

  /** The next time at which something happens by itself. */
  Optional<Instant> due() {
    var execution = run.execution();
    if (!execution.isRunning()) {
      return Optional.empty();
    }
    var next = run.agenda().next();
    return next.isPresent() && !next.get().isAfter(execution.deadline)
        ? next
        : Optional.of(execution.deadline);
  }

  /** Does all that is due by {@code now}. */
  void advance(Instant now) {
    guarded(
        () -> {
          while (run.execution().isRunning()) {
            var next = run.agenda().next().filter(due -> !due.isAfter(now));
            var deadline = run.execution().deadline;
            if (!deadline.isAfter(now) && next.filter(deadline::isAfter).isEmpty()) {
              timeOut();
              return;
            }
            var frame = run.agenda().take(now);
            if (frame.isEmpty()) {
              return;
            }
            step(frame.get());
          }
        });
  }

  /** Does {@code work}, which may fill the history; that ends the execution. */
  void guarded(Runnable work) {
    try {
      work.run();
    } catch (HistoryFull e) {
      fail(run.execution().history.size(), Failure.of(Failure.RUNTIME, e.getMessage()));
    }
  }

  /** The execution's own time is over. */
  void timeOut() {
    run.end(
        Status.TIMED_OUT,
        "ExecutionTimedOut",
        0,
        Optional.empty(),
        Failure.of(Failure.TIMEOUT, null));
  }

  void fail(long previousEvent, Failure failure) {
    run.end(Status.FAILED, "ExecutionFailed", previousEvent, Optional.empty(), failure);
  }

  private void step(Frame frame) {
    attempt(
        frame,
        () -> {
          switch (frame.phase) {
            case ENTER -> {
              enter(frame);
              begin(frame);
            }
            case BEGIN -> begin(frame);
            case DISPATCH -> tasks.dispatch(frame);
            case CALLED -> tasks.timeOut(frame);
            case WAITING -> complete(frame, Optional.empty());
            case CHILDREN, DONE -> throw new IllegalStateException("not due: " + frame.phase);
          }
        });
  }

  /** Does {@code work} for the frame's state; what it throws is the state's failure. */
  void attempt(Frame frame, Runnable work) {
    try {
      work.run();
    } catch (StateFailed e) {
      failures.raised(frame, e);
    }
  }

  Failures failures() {
    return failures;
  }

  private void enter(Frame frame) {
    var state = run.state(frame);
    frame.retryCount = 0;
    frame.retriesUsed.clear();
    state.errors().retriers().forEach(retrier -> frame.retriesUsed.add(0));
    frame.enteredAt = run.world().now();
    run.record(
        frame,
        state.type() + "StateEntered",
        details -> details.put("name", frame.state).set("input", frame.input));
    frame.enteredEvent = frame.lastEvent;
    var execution = run.execution();
    run.world().listener().entered(execution.machineArn, execution.arn, frame.state);
  }

  private void begin(Frame frame) {
    switch (run.state(frame)) {
      case State.Pass pass -> complete(frame, Optional.empty());
      case State.Succeed succeed -> complete(frame, Optional.empty());
      case State.Choice choice -> new Choosing(run, this).begin(frame, choice);
      case State.Wait waiting ->
          run.schedule(frame, Phase.WAITING, new Waiting(run).until(frame, waiting));
      case State.Fail fail -> failures.handle(frame, Failing.failure(run.evaluation(frame), fail));
      case State.Task task -> tasks.begin(frame, task);
      case State.Parallel parallel -> children.begin(frame, parallel);
      case State.Map map -> children.begin(frame, map);
    }
  }

  /** The state has done its work, with a result where its type has one. */
  void complete(Frame frame, Optional<JsonNode> result) {
    var state = run.state(frame);
    var evaluation = run.evaluation(frame);
    var seen = result.map(value -> evaluation.with("result", value)).orElse(evaluation);
    leave(frame, seen, state.outcome(), "", result.orElse(frame.input), next(state));
  }

  private static Optional<String> next(State state) {
    return switch (state) {
      case State.Pass pass -> pass.next();
      case State.Task task -> task.next();
      case State.Wait waiting -> waiting.next();
      case State.Parallel parallel -> parallel.next();
      case State.Map map -> map.next();
      case State.Succeed succeed -> Optional.empty();
      case State.Choice choice -> throw new IllegalStateException("a rule says where it goes on");
      case State.Fail fail -> throw new IllegalStateException("a Fail does not go on");
    };
  }

  /**
   * Leaves the state: its variables and its output are both computed from what was before.
   *
   * @param field where {@code outcome} stands in the state, empty or ending in a slash
   * @param unless the output where {@code outcome} has none
   */
  void leave(
      Frame frame,
      Evaluation evaluation,
      Outcome outcome,
      String field,
      JsonNode unless,
      Optional<String> next) {
    var assigned = outcome.assign().map(template -> evaluation.value(template, field + "Assign"));
    var output =
        outcome
            .output()
            .map(template -> evaluation.value(template, field + "Output"))
            .orElse(unless);
    if (Payload.isTooLarge(output)) {
      failures.handle(frame, Payload.exceeded(frame.state));
      return;
    }
    if (assigned.filter(Payload::isTooLarge).isPresent()) {
      failures.handle(frame, Payload.exceeded(frame.state));
      return;
    }
    run.record(
        frame,
        run.state(frame).type() + "StateExited",
        details -> {
          details.put("name", frame.state).set("output", output);
          assigned.ifPresent(variables -> details.set("assignedVariables", variables));
        });
    assigned.ifPresent(variables -> frame.variables.setAll((ObjectNode) variables));
    var execution = run.execution();
    run.world().listener().exited(execution.machineArn, execution.arn, frame.state);
    run.forgetToken(frame);
    goOn(frame, next, output);
  }

  private void goOn(Frame frame, Optional<String> next, JsonNode output) {
    if (next.isPresent()) {
      frame.state = next.get();
      frame.input = output;
      run.schedule(frame, Phase.ENTER, run.world().now());
      return;
    }
    frame.output = output;
    run.park(frame, Phase.DONE);
    if (frame.isRoot()) {
      run.end(
          Status.SUCCEEDED,
          "ExecutionSucceeded",
          frame.lastEvent,
          Optional.of(output),
          Failure.of(null, null));
    } else {
      attempt(frame.parent, () -> children.ended(frame.parent, frame));
    }
  }
}
