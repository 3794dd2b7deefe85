package io.slipway.api;

import io.slipway.domain.Control;
import io.slipway.domain.FreeText;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Controls;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** {@code POST /operations/{operationId}/{control}}: tells a running operation what to do. */
public final class ControlOperation extends Route {

  private static final int LONGEST_REASON = 500;

  private final Operations operations;
  private final Controls controls;
  private final SfnClient stepFunctions;

  /** The body; it may be empty altogether. */
  record Body(Optional<String> reason) {}

  public ControlOperation() {
    this(Platform.fromEnvironment());
  }

  public ControlOperation(Platform platform) {
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.stepFunctions = platform.stepFunctions();
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var control = Control.find(call.path("control")).orElseThrow(() -> unknown(call));
    var reason = reason(call);
    var operation = operations.get(call.path("operationId"));
    var key = call.header("Idempotency-Key").map(header -> key(header, call));
    var before = key.flatMap(controls::askedWith);
    if (before.isPresent()) {
      before.get().token().ifPresent(token -> resolveAgain(token, control));
      return told(call, operation, control);
    }
    if (control == Control.ABORT && operation.state().isTerminal()) {
      return Answer.ok(
          new Started(
              operation.ref().operationId(),
              operation.ref().applicationName().value(),
              "nothing to abort: the operation has ended as " + operation.state(),
              Map.of("operation", location(call, operation))));
    }
    refuseWhatDoesNotApply(operation, control);
    controls
        .ask(operation, control, call.caller(), reason, key)
        .ifPresent(token -> resolve(token, control));
    return told(call, operation, control);
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

  private static Optional<String> reason(Call call) {
    if (call.body().length == 0) {
      return Optional.empty();
    }
    var reason = Json.read(call.json(), Body.class).reason();
    return reason.map(text -> FreeText.checked("reason", text, LONGEST_REASON));
  }

  private static void refuseWhatDoesNotApply(Operation operation, Control control) {
    if (operation.state().isTerminal()) {
      throw new Rejected(
          409, "ended", "cannot " + control + ": the operation has ended as " + operation.state());
    }
    var allowed = operation.phase().allowed(operation.kind());
    if (!allowed.contains(control)) {
      throw new Rejected(
          409,
          "does-not-apply",
          "cannot "
              + control
              + " now: "
              + operation.waitingFor().orElse("the operation is at work")
              + "; what applies: "
              + (allowed.isEmpty()
                  ? "nothing"
                  : allowed.stream()
                      .sorted()
                      .map(Control::toString)
                      .collect(Collectors.joining(", "))));
    }
  }

  private void resolve(String token, Control control) {
    if (!resolved(token, control) && control != Control.ABORT) {
      throw Controls.movedOn();
    }
  }

  /** The first request has resolved it, unless it ended in between: either way all is said. */
  private void resolveAgain(String token, Control control) {
    var unused = resolved(token, control);
  }

  private boolean resolved(String token, Control control) {
    try {
      stepFunctions.sendTaskSuccess(
          request ->
              request.taskToken(token).output(Json.text(Map.of("control", control.toString()))));
      return true;
    } catch (TaskTimedOutException | TaskDoesNotExistException e) {
      return false;
    }
  }

  private static String location(Call call, Operation operation) {
    return call.stagePath() + "/operations/" + operation.ref().operationId();
  }
}
