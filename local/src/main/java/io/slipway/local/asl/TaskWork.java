package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.asl.definition.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Does Tasks: schedules a call, makes it, and takes its answer, its token's answer or its timeout.
 */
final class TaskWork {

  /** Makes a call once the machines are unlocked; answers come back with the call's number. */
  interface Caller {
    void call(TaskCall call, long frame, long number);
  }

  private static final long LONGEST_SECONDS = 99_999_999;

  private final Run run;
  private final Interpreter interpreter;
  private final Caller caller;

  TaskWork(Run run, Interpreter interpreter, Caller caller) {
    this.run = run;
    this.interpreter = interpreter;
    this.caller = caller;
  }

  void begin(Frame frame, State.Task task) {
    var call = new Frame.Call();
    call.number = ++run.execution().lastCall;
    call.token = task.endsByToken() ? token() : null;
    frame.call = call;
    var evaluation = run.evaluation(frame);
    call.arguments =
        task.arguments()
            .map(template -> evaluation.value(template, "Arguments"))
            .orElse(frame.input);
    var timeout =
        task.timeoutSeconds()
            .map(given -> evaluation.integer(given, "TimeoutSeconds", 0, LONGEST_SECONDS));
    var heartbeat =
        task.heartbeatSeconds()
            .map(given -> evaluation.integer(given, "HeartbeatSeconds", 0, LONGEST_SECONDS));
    call.heartbeatSeconds = heartbeat.orElse(null);
    call.timesOutAt = timeout.map(run.world().now()::plusSeconds).orElse(null);
    var resource = Resource.of(task.resource());
    run.record(frame, resource.event("Scheduled"), scheduled(resource, call, timeout, heartbeat));
    run.schedule(frame, Phase.DISPATCH, run.world().now());
  }

  private static Consumer<ObjectNode> scheduled(
      Resource resource, Frame.Call call, Optional<Long> timeout, Optional<Long> heartbeat) {
    return details -> {
      resource.describe(details);
      details.set(resource.isService() ? "parameters" : "input", call.arguments);
      timeout.ifPresent(seconds -> details.put("timeoutInSeconds", seconds));
      heartbeat.ifPresent(seconds -> details.put("heartbeatInSeconds", seconds));
    };
  }

  private String token() {
    var bytes = new byte[48];
    run.world().random().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  void dispatch(Frame frame) {
    var resource = resource(frame);
    run.record(frame, resource.event("Started"), started(resource));
    await(frame);
    make(frame);
  }

  private static Consumer<ObjectNode> started(Resource resource) {
    return details -> {
      if (resource.isService()) {
        resource.describe(details);
      }
    };
  }

  /** Makes the frame's call: first, or again in another process. */
  void make(Frame frame) {
    var task = (State.Task) run.state(frame);
    var call =
        new TaskCall(
            task.resource(),
            frame.call.arguments,
            run.execution().arn,
            frame.state,
            frame.retryCount + 1,
            Optional.ofNullable(frame.call.token));
    long number = frame.call.number;
    run.world().outbox().accept(() -> caller.call(call, frame.id, number));
  }

  private void await(Frame frame) {
    var call = frame.call;
    call.heartbeatDueAt =
        call.heartbeatSeconds == null
            ? null
            : run.world().now().plus(Duration.ofSeconds(call.heartbeatSeconds));
    var due = earliest(call.timesOutAt, call.heartbeatDueAt);
    if (due == null) {
      run.park(frame, Phase.CALLED);
    } else {
      run.schedule(frame, Phase.CALLED, due);
    }
  }

  private static Instant earliest(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  void timeOut(Frame frame) {
    var call = frame.call;
    boolean byHeartbeat =
        call.heartbeatDueAt != null
            && call.heartbeatDueAt.equals(frame.due)
            && !call.heartbeatDueAt.equals(call.timesOutAt);
    finished(frame, "TimedOut", details -> details.put("error", Failure.TIMEOUT));
    interpreter.failures().handle(frame, Failure.of(Failure.TIMEOUT, null), byHeartbeat);
  }

  /** The token's holder is still there. */
  void heartbeat(Frame frame) {
    await(frame);
  }

  /** The call has been answered; with a token, it has been accepted. */
  void answered(Frame frame, JsonNode result) {
    var resource = resource(frame);
    if (frame.call.token != null) {
      frame.call.submitted = true;
      run.record(
          frame,
          "TaskSubmitted",
          details -> {
            resource.describe(details);
            details.set("output", result);
          });
      return;
    }
    if (resource.isSync()) {
      run.record(frame, "TaskSubmitted", resource::describe);
    }
    succeeded(frame, result);
  }

  /** The task has its result. */
  void succeeded(Frame frame, JsonNode result) {
    var resource = resource(frame);
    if (Payload.isTooLarge(result)) {
      var failure = Payload.exceeded(resource.limitName());
      failed(frame, failure);
      return;
    }
    finished(frame, "Succeeded", details -> details.set("output", result));
    interpreter.attempt(frame, () -> interpreter.complete(frame, Optional.of(result)));
  }

  void failed(Frame frame, Failure failure) {
    finished(
        frame,
        "Failed",
        details -> {
          failure.error().ifPresent(error -> details.put("error", error));
          failure.cause().ifPresent(cause -> details.put("cause", cause));
        });
    interpreter.failures().handle(frame, failure);
  }

  private void finished(Frame frame, String what, Consumer<ObjectNode> outcome) {
    var resource = resource(frame);
    run.record(
        frame,
        resource.event(what),
        details -> {
          if (resource.isService()) {
            resource.describe(details);
          }
          outcome.accept(details);
        });
  }

  private Resource resource(Frame frame) {
    return Resource.of(((State.Task) run.state(frame)).resource());
  }
}
