package io.slipway.local.asl;

import io.slipway.local.asl.definition.Catcher;
import io.slipway.local.asl.definition.State;
import java.util.Optional;

/** Does what follows when a state has failed: retry, catch, or fail what the state is in. */
final class Failures {

  private final Run run;
  private final Interpreter interpreter;

  Failures(Run run, Interpreter interpreter) {
    this.run = run;
    this.interpreter = interpreter;
  }

  /** The interpreter could not do the state's work. */
  void raised(Frame frame, StateFailed raised) {
    handle(frame, failure(frame, raised));
  }

  /** The failure, worded with the state in front, and noted where it was an evaluation's. */
  private Failure failure(Frame frame, StateFailed raised) {
    var cause =
        "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
            .formatted(frame.state, frame.enteredEvent, raised.getMessage());
    raised
        .location()
        .ifPresent(
            location ->
                run.record(
                    frame,
                    "EvaluationFailed",
                    details ->
                        details
                            .put("error", raised.error())
                            .put("cause", cause)
                            .put("location", location)
                            .put("state", frame.state)));
    return Failure.of(raised.error(), cause);
  }

  void handle(Frame frame, Failure failure) {
    handle(frame, failure, false);
  }

  /**
   * Retries, catches or fails.
   *
   * @param byHeartbeat a timeout that is also a heartbeat's
   */
  void handle(Frame frame, Failure failure, boolean byHeartbeat) {
    if (failure.isFatal()) {
      interpreter.fail(frame.lastEvent, failure);
      return;
    }
    var state = run.state(frame);
    var retriers = state.errors().retriers();
    var again =
        RetryPolicy.decide(retriers, failure, byHeartbeat, frame.retriesUsed, run.world().random());
    if (again.isPresent()) {
      retry(frame, again.get());
      return;
    }
    long before = frame.lastEvent;
    closeChildren(frame, state);
    for (int index = 0; index < state.errors().catchers().size(); index++) {
      var catcher = state.errors().catchers().get(index);
      if (ErrorNames.match(catcher.errorEquals(), failure, byHeartbeat)) {
        caught(frame, catcher, "Catch[" + index + "]/", failure, before);
        return;
      }
    }
    end(frame, failure);
  }

  private void retry(Frame frame, RetryPolicy.Again again) {
    frame.retryCount++;
    frame.retriesUsed.set(again.index(), frame.retriesUsed.get(again.index()) + 1);
    run.forgetToken(frame);
    run.schedule(frame, Phase.BEGIN, run.world().now().plus(again.delay()));
  }

  private void closeChildren(Frame frame, State state) {
    run.dropChildren(frame);
    if (state instanceof State.Parallel || state instanceof State.Map) {
      run.record(frame, state.type() + "StateFailed");
    }
  }

  private void caught(Frame frame, Catcher catcher, String field, Failure failure, long before) {
    run.forgetToken(frame);
    var evaluation = run.evaluation(frame).with("errorOutput", failure.output());
    try {
      interpreter.leave(
          frame,
          evaluation,
          catcher.outcome(),
          field,
          failure.output(),
          Optional.of(catcher.next()));
    } catch (StateFailed second) {
      // A catcher that cannot be evaluated fails the state for good; its event follows what was
      // before the state's first failure.
      frame.lastEvent = before;
      var worse = failure(frame, second);
      closeChildren(frame, run.state(frame));
      end(frame, worse);
    }
  }

  /** Nothing helped: the flow that the frame runs has failed. */
  private void end(Frame frame, Failure failure) {
    if (frame.isRoot()) {
      interpreter.fail(frame.lastEvent, failure);
    } else {
      interpreter.children().failed(frame.parent, frame, failure);
    }
  }
}
