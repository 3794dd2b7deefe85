package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Start;
import java.util.Optional;

/**
 * The one way in for an operation. The API goes through it before it starts the state machine, and
 * the machine's first task goes through it again, so that an execution started by hand is checked,
 * locked and logged alike.
 */
public final class Admission<R> {

  private final Planner<R> planner;
  private final Operations operations;

  public Admission(Platform platform, Planner<R> planner) {
    this.planner = planner;
    this.operations = new Operations(platform);
  }

  /**
   * Starts the operation, or answers the one that was started under this id before.
   *
   * @param operationId also the name of the execution
   * @param startedBy who asked for it: an ARN, or what stands in for one
   * @throws Rejected where the request is wrong or something else is running; nothing was written
   */
  public Operation admit(
      String operationId,
      JsonNode request,
      String startedBy,
      Optional<IdempotencyKey> idempotency) {
    if (!Operations.ID.matcher(operationId).matches()) {
      throw Rejected.invalid(
          "operationId",
          "letters, digits, '-' and '_', at most 80, are allowed, but got "
              + Quoted.of(operationId));
    }
    return operations
        .find(operationId)
        .map(this::sameKind)
        .orElseGet(() -> start(operationId, request, startedBy, idempotency));
  }

  /**
   * What an operation would do, and how.
   *
   * @param draft as it would be started
   */
  public record Outlook(OperationKind kind, Draft draft, Forecast forecast) {}

  /**
   * Says what a request would do; writes nothing and starts nothing.
   *
   * @throws Rejected as {@link #admit} does for the same request
   */
  public Outlook foresee(JsonNode request) {
    var draft = planner.plan(Json.read(request, planner.requestType()));
    operations.requireStartable(draft.application(), draft.locks(), draft.change());
    return new Outlook(planner.kind(), draft, planner.forecast(draft));
  }

  /** Executions of different machines may bear one name, operations may not. */
  private Operation sameKind(Operation found) {
    if (found.kind() != planner.kind()) {
      throw new Rejected(
          409,
          "id-taken",
          "operationId: "
              + Quoted.of(found.ref().operationId())
              + " is the id of a "
              + found.kind()
              + " already; give the execution a name that no operation has had");
    }
    return found;
  }

  private Operation start(
      String operationId,
      JsonNode request,
      String startedBy,
      Optional<IdempotencyKey> idempotency) {
    var draft = planner.plan(Json.read(request, planner.requestType()));
    return operations.start(
        new Start(
            operationId,
            planner.kind(),
            draft.application(),
            draft.locks(),
            request,
            Json.tree(draft.plan()),
            startedBy,
            draft.message(),
            draft.change(),
            idempotency,
            draft.alarms(),
            draft.adoptions()));
  }
}
