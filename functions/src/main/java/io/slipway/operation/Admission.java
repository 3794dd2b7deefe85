package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.store.Chain;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Precedence;
import io.slipway.store.Queue;
import io.slipway.store.Start;
import java.util.List;
import java.util.Optional;

/**
 * The one way in for an operation. The API goes through it before it starts the state machine, and
 * the machine's first task goes through it again, so that an execution started by hand is checked,
 * locked and logged alike.
 */
public final class Admission<R> {

  /** What a refusal because of another operation is called. */
  private static final String BUSY = "busy";

  /** The name of an execution is used up with it, so it cannot be started again when it may. */
  private static final String ONLY_THE_API =
      "; an execution that was started by hand cannot wait: only requests to the API are queued";

  private final Planner<R> planner;
  private final Operations operations;
  private final Queue queue;

  public Admission(Platform platform, Planner<R> planner) {
    this.planner = planner;
    this.operations = new Operations(platform);
    this.queue = new Queue(platform);
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
        .orElseGet(() -> start(operationId, request, startedBy, idempotency, Optional.empty()));
  }

  /**
   * What an operation would do, and how.
   *
   * @param application its name as it was created
   * @param message what it does, for people
   */
  public record Outlook(
      OperationKind kind, ApplicationName application, String message, Forecast forecast) {}

  /**
   * Says what a request would do; writes nothing and starts nothing.
   *
   * @throws Rejected as {@link #admit} does for the same request
   */
  public Outlook foresee(JsonNode request) {
    var read = Json.read(request, planner.requestType());
    if (otherwise(read) != Concurrency.REJECT) {
      var claim = planner.claim(read);
      if (queue.isNeeded(claim.application(), claim.groups())) {
        var message = "waits in the queue of '" + claim.application() + "'";
        int place = queue.placeOfNext(claim.application(), claim.groups());
        return new Outlook(
            planner.kind(),
            claim.application(),
            message,
            QueueForecast.of(message, place, otherwise(read)));
      }
    }
    var draft = planner.plan(read);
    operations.requireStartable(draft.application(), draft.locks(), draft.change());
    return new Outlook(
        planner.kind(), draft.application(), draft.message(), planner.forecast(draft));
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
      Optional<IdempotencyKey> idempotency,
      Optional<Precedence> precedence) {
    var read = Json.read(request, planner.requestType());
    try {
      var draft = planner.plan(read);
      return operations.start(
          toStart(operationId, draft, request, startedBy, idempotency, precedence));
    } catch (Rejected e) {
      throw e.code().equals(BUSY) && otherwise(read) != Concurrency.REJECT
          ? new Rejected(409, BUSY, e.getMessage() + ONLY_THE_API)
          : e;
    }
  }

  /**
   * Starts the first operation of a chain, and lets the others wait right behind it.
   *
   * @param request of the first
   * @param others which need no other locks than the first
   * @throws Rejected as {@link #admit(String, JsonNode, String, Optional)} does
   */
  Operation admit(
      Chain chain,
      JsonNode request,
      List<Queue.Entry> others,
      Optional<IdempotencyKey> idempotency) {
    var draft = planner.plan(Json.read(request, planner.requestType()));
    var id = chain.phases().getFirst().operationId();
    return operations.start(
        toStart(id, draft, request, chain.startedBy(), idempotency, Optional.empty()),
        chain,
        others);
  }

  private Start toStart(
      String operationId,
      Draft draft,
      JsonNode request,
      String startedBy,
      Optional<IdempotencyKey> idempotency,
      Optional<Precedence> precedence) {
    return new Start(
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
        draft.adoptions(),
        precedence);
  }

  /**
   * Starts the operation, or lets it wait where another one is in its way and the request says so.
   *
   * @throws Rejected as {@link #admit} does, and where too many wait
   */
  public Operation admitOrQueue(
      String operationId,
      JsonNode request,
      String startedBy,
      Optional<IdempotencyKey> idempotency) {
    var otherwise = otherwise(Json.read(request, planner.requestType()));
    return otherwise == Concurrency.REJECT
        ? admit(operationId, request, startedBy, idempotency)
        : beginOrWait(
            operationId,
            request,
            startedBy,
            otherwise == Concurrency.SUPERSEDE,
            idempotency,
            Optional.empty());
  }

  /**
   * Starts the operation of a pipeline's stage, or lets it wait where another one is in its way; or
   * answers the one that was started or has waited under this id before.
   *
   * @param precedence what it must not come after; empty for what may come in any order
   * @throws Rejected as {@link #admitOrQueue} does, and where it would come after something newer
   */
  public Operation admitInTurn(
      String operationId, JsonNode request, String startedBy, Optional<Precedence> precedence) {
    return operations
        .find(operationId)
        .map(this::sameKind)
        .orElseGet(
            () ->
                beginOrWait(operationId, request, startedBy, false, Optional.empty(), precedence));
  }

  private Operation beginOrWait(
      String operationId,
      JsonNode request,
      String startedBy,
      boolean supersedes,
      Optional<IdempotencyKey> idempotency,
      Optional<Precedence> precedence) {
    var claim = planner.claim(Json.read(request, planner.requestType()));
    if (!queue.isNeeded(claim.application(), claim.groups())) {
      try {
        return operations
            .find(operationId)
            .map(this::sameKind)
            .orElseGet(() -> start(operationId, request, startedBy, idempotency, precedence));
      } catch (Rejected e) {
        if (!e.code().equals(BUSY)) {
          throw e;
        }
        // somebody else was a moment faster, which is what the request speaks of
      }
    }
    return queue.enter(
        new Queue.Entry(
            operationId,
            planner.kind(),
            claim.application(),
            claim.groups(),
            request,
            startedBy,
            supersedes,
            idempotency,
            precedence));
  }

  /**
   * Starts an operation whose turn has come, with a plan of now.
   *
   * @throws Rejected where it cannot be followed any more; it waits on
   * @throws OperationSuperseded where it does not wait any more
   */
  public Operation begin(Operation queued, Queue.Waiting waiting) {
    var draft = planner.plan(Json.read(queued.request(), planner.requestType()));
    return operations.start(
        toStart(
            queued.ref().operationId(),
            draft,
            queued.request(),
            queued.startedBy(),
            Optional.empty(),
            Optional.empty()),
        waiting);
  }

  private static Concurrency otherwise(Object request) {
    return request instanceof Queueable queueable ? queueable.otherwise() : Concurrency.REJECT;
  }
}
