package io.slipway.api;

import io.slipway.aws.TaskTokens;
import io.slipway.domain.Control;
import io.slipway.domain.FreeText;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.domain.Phase;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.domain.Signal;
import io.slipway.operation.ChainProgress;
import io.slipway.operation.Executions;
import io.slipway.operation.Problem;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Chain;
import io.slipway.store.Chains;
import io.slipway.store.Controls;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Pipeline;
import io.slipway.store.Progress;
import io.slipway.store.Queue;
import io.slipway.store.Recoveries;
import io.slipway.store.StepName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code POST /operations/{operationId}/{control}}: tells a running operation what to do. */
public final class ControlOperation extends Route {

  private static final int LONGEST_REASON = 500;
  private static final String OVERWRITE = "overwrite";

  private final Operations operations;
  private final Chains chains;
  private final PipelineControl pipelines;
  private final Controls controls;
  private final Queue queue;
  private final Progress progress;
  private final Recoveries recoveries;
  private final Executions executions;
  private final TaskTokens tokens;

  /**
   * The body; it may be empty altogether.
   *
   * @param full whether a promotion is meant for all remaining steps
   * @param drift what is to become of weights that somebody has set by hand, where an operation
   *     that needs attention is resumed
   */
  record Body(Optional<String> reason, Optional<Boolean> full, Optional<String> drift) {

    static final Body EMPTY = new Body(Optional.empty(), Optional.empty(), Optional.empty());

    Body {
      reason.ifPresent(text -> FreeText.checked("reason", text, LONGEST_REASON));
      drift
          .filter(text -> !text.equals(OVERWRITE))
          .ifPresent(
              text -> {
                throw Rejected.invalid("drift", "overwrite is allowed, but got " + Quoted.of(text));
              });
    }
  }

  public ControlOperation() {
    this(Platform.fromEnvironment());
  }

  public ControlOperation(Platform platform) {
    this.operations = new Operations(platform);
    this.chains = new Chains(platform);
    this.pipelines = new PipelineControl(platform);
    this.controls = new Controls(platform);
    this.queue = new Queue(platform);
    this.progress = new Progress(platform);
    this.recoveries = new Recoveries(platform);
    this.executions = new Executions(platform);
    this.tokens = new TaskTokens(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var control = Control.find(call.path("control")).orElseThrow(() -> unknown(call));
    var body = body(call, control);
    var pipeline = pipelines.find(call.path("operationId"));
    var working = pipeline.flatMap(pipelines::operation);
    if (pipeline.isPresent() && working.isEmpty()) {
      return told(call, pipeline.get(), control, body);
    }
    pipeline
        .filter(unused -> control == Control.ABORT)
        .ifPresent(found -> pipelines.stopAfter(found, call.caller(), body.reason()));
    var signal = new Signal(control.toString(), body.full().orElse(false));
    var operation = working.orElseGet(() -> operation(call, control));
    var key = call.header("Idempotency-Key").map(header -> key(header, call));
    var before = key.flatMap(controls::askedWith);
    if (before.isPresent()) {
      if (operation.phase() == Phase.RECOVERING) {
        recover(operation);
      }
      before.get().token().ifPresent(token -> resolveAgain(token, signal));
      return told(call, operation, control);
    }
    if (control == Control.RESUME && operation.state() == OperationState.NEEDS_ATTENTION) {
      recover(
          recoveries.resume(
              operation, call.caller(), body.reason(), body.drift().isPresent(), key));
      return told(call, operation, control);
    }
    if (body.drift().isPresent()) {
      throw Rejected.invalid(
          "drift", "is allowed for resume of an operation that needs attention only");
    }
    if (control == Control.ABORT && operation.phase() == Phase.RECOVERING) {
      return Answer.ok(
          new Started(
              operation.ref().operationId(),
              operation.ref().applicationName().value(),
              "nothing to abort: everything is being put back already",
              Map.of("operation", location(call, operation))));
    }
    if (control == Control.ABORT && operation.state().isTerminal()) {
      return Answer.ok(
          new Started(
              operation.ref().operationId(),
              operation.ref().applicationName().value(),
              "nothing to abort: the operation has ended as " + operation.state(),
              Map.of("operation", location(call, operation))));
    }
    if (operation.state() == OperationState.QUEUED) {
      return abortQueued(call, operation, control, key);
    }
    Applicable.require(operation, control);
    controls
        .ask(operation, control, call.caller(), body.reason(), key, approved(operation, signal))
        .ifPresent(token -> resolve(token, control, signal));
    if (control == Control.ABORT && operation.kind() == OperationKind.BUILD) {
      stop(operation);
    }
    return told(call, operation, control);
  }

  /** A build waits for CodeBuild, which is stopped with the execution that waits. */
  private void stop(Operation operation) {
    try {
      executions.stop(operation, "a caller has asked to abort");
    } catch (RetryLater e) {
      // it is recorded, so the sweeper stops it within a minute, and 202 is the truth
    }
  }

  private Answer told(Call call, Pipeline pipeline, Control control, Body body) {
    if (body.full().isPresent() || body.drift().isPresent()) {
      throw Rejected.invalid("body", "a pipeline takes a reason only");
    }
    var key = call.header("Idempotency-Key").map(header -> key(header, call));
    var said = pipelines.tell(pipeline, control, call.caller(), body.reason(), key);
    var location = call.stagePath() + "/operations/" + pipeline.id();
    var answer =
        new Started(
            pipeline.id(),
            pipeline.application().value(),
            said + ". Follow it with GET " + location,
            Map.of("operation", location));
    return pipeline.state().isTerminal() ? Answer.ok(answer) : Answer.accepted(location, answer);
  }

  /**
   * What is told to a release is told to the operation that it stands at; one that is aborted does
   * not go on with those behind it, either.
   */
  private Operation operation(Call call, Control control) {
    var id = call.path("operationId");
    return operations
        .find(id)
        .or(
            () ->
                chains
                    .find(id)
                    .map(
                        chain -> {
                          if (control == Control.ABORT) {
                            endWaiting(chain, call.caller());
                          }
                          return ChainProgress.of(chain, operations).current();
                        }))
        .orElseThrow(Operations::unknown);
  }

  /** The last first, so that none of them can begin meanwhile. */
  private void endWaiting(Chain chain, String caller) {
    chain.phases().reversed().stream()
        .map(phase -> operations.get(phase.operationId()))
        .filter(phase -> phase.state() == OperationState.QUEUED)
        .forEach(
            phase -> {
              boolean unused =
                  queue.leave(
                      phase,
                      OperationState.ABORTED,
                      "not begun: the release was aborted by " + caller,
                      Optional.empty());
            });
  }

  /** What waits has changed nothing, so it ends at once. */
  private Answer abortQueued(
      Call call, Operation operation, Control control, Optional<IdempotencyKey> key) {
    if (control != Control.ABORT) {
      throw new Rejected(
          409,
          "does-not-apply",
          "cannot " + control + " now: the operation waits in its queue; what applies: abort");
    }
    var message = "aborted while it waited in the queue, by " + call.caller();
    if (!queue.leave(operation, OperationState.ABORTED, message, key)) {
      throw Controls.movedOn();
    }
    return told(call, operation, control);
  }

  /** What has to be looked up of the steps: which one is approved, whether one still has to be. */
  private Optional<StepName> approved(Operation operation, Signal signal) {
    boolean approves = signal.equals(Signal.of(Control.APPROVE));
    if (!approves && !signal.full()) {
      return Optional.empty();
    }
    var steps = progress.of(operation.ref().operationId());
    if (signal.full()) {
      Applicable.requireNoApprovalLeft(operation, steps);
      return Optional.empty();
    }
    return Optional.of(Applicable.awaiting(steps));
  }

  /** Paths are part of what is asked: a key used for one operation is not for another. */
  private static IdempotencyKey key(String header, Call call) {
    var said = new ByteArrayOutputStream();
    said.writeBytes(
        (call.path("operationId") + "/" + call.path("control") + "\n")
            .getBytes(StandardCharsets.UTF_8));
    said.writeBytes(call.body());
    return IdempotencyKey.of(header, call.route(), call.caller(), said.toByteArray());
  }

  private static Answer told(Call call, Operation operation, Control control) {
    return Answer.accepted(
        location(call, operation),
        new Started(
            operation.ref().operationId(),
            operation.ref().applicationName().value(),
            "the operation was told to "
                + control
                + ". Follow it with GET "
                + location(call, operation),
            Map.of("operation", location(call, operation))));
  }

  private static Rejected unknown(Call call) {
    return new Rejected(
        404,
        "unknown-control",
        "there is no control "
            + Quoted.of(call.path("control"))
            + "; allowed: "
            + Arrays.stream(Control.values())
                .map(Control::toString)
                .collect(Collectors.joining(", ")));
  }

  private static Body body(Call call, Control control) {
    if (call.body().length == 0) {
      return Body.EMPTY;
    }
    var body = Json.read(call.json(), Body.class);
    if (body.full().isPresent() && control != Control.PROMOTE) {
      throw Rejected.invalid("full", "is allowed for promote only");
    }
    return body;
  }

  /** Where this does not come off, the sweeper does it. */
  private void recover(Operation operation) {
    var unused =
        executions.recover(
            operation, new Problem(false, Optional.of("resumed by a caller"), Optional.empty()));
  }

  private void resolve(String token, Control control, Signal signal) {
    if (!tokens.resolve(token, signal) && control != Control.ABORT) {
      throw Controls.movedOn();
    }
  }

  /** The first request has resolved it, unless it ended in between: either way all is said. */
  private void resolveAgain(String token, Signal signal) {
    var unused = tokens.resolve(token, signal);
  }

  private static String location(Call call, Operation operation) {
    return call.stagePath() + "/operations/" + operation.ref().operationId();
  }
}
