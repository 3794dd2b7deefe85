package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationState;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.operation.Admission;
import io.slipway.operation.Executions;
import io.slipway.operation.Planner;
import io.slipway.operation.Superseding;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Queue;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A route that starts an operation: admits it, starts its state machine, answers 202. Where another
 * operation is in its way and the request says so, it waits, and {@code StartQueued} does that.
 * With {@code ?dryRun=true} it only says what the operation would do.
 */
abstract class StartRoute extends Route {

  private final Admission<?> admission;
  private final Operations operations;
  private final Executions executions;
  private final Queue queue;
  private final Superseding superseding;
  private final Ids ids;

  StartRoute(Platform platform, Planner<?> planner) {
    this.admission = new Admission<>(platform, planner);
    this.operations = new Operations(platform);
    this.executions = new Executions(platform);
    this.queue = new Queue(platform);
    this.superseding = new Superseding(platform);
    this.ids = platform.ids();
  }

  /** The body of this route as the input that the state machine takes. */
  protected JsonNode request(JsonNode body) {
    return body;
  }

  /** The request as the state machine takes it, by default what is in the body. */
  protected JsonNode request(Call call) {
    return request(call.json());
  }

  /** What tells two requests of this route apart, for the same Idempotency-Key. */
  protected byte[] said(Call call) {
    return call.body();
  }

  @Override
  protected final Answer answer(Call call) {
    call.allowQuery(Set.of("dryRun"));
    boolean dryRun = call.flag("dryRun");
    var key =
        call.header("Idempotency-Key")
            .map(header -> IdempotencyKey.of(header, call.route(), call.caller(), said(call)));
    if (dryRun) {
      key.ifPresent(operations::requireNotReused);
      return DryRun.answer(admission.foresee(request(call)));
    }
    var operation = key.flatMap(operations::startedWith).orElseGet(() -> admit(call, key));
    start(operation);
    return Started.answer(call, operation);
  }

  /**
   * Admits the operation; where another request with the same key was faster, that one's operation
   * is the answer to both.
   */
  private Operation admit(Call call, Optional<IdempotencyKey> key) {
    try {
      var operation = admission.admitOrQueue(ids.next(), request(call), call.caller(), key);
      if (operation.state() == OperationState.QUEUED) {
        makeRoom(operation);
      }
      return operation;
    } catch (Rejected | RetryLater e) {
      return key.flatMap(operations::startedWith).orElseThrow(() -> e);
    }
  }

  /** Where it is to supersede others; what fails here, StartQueued does again. */
  private void makeRoom(Operation operation) {
    try {
      var waiting = queue.of(operation.ref().applicationName());
      waiting.stream()
          .filter(one -> one.operationId().equals(operation.ref().operationId()))
          .filter(Queue.Waiting::supersedes)
          .forEach(newer -> superseding.makeRoom(newer, waiting, operation.startedBy()));
    } catch (RetryLater | SdkException e) {
      // it is recorded, so 202 is the truth
    }
  }

  private void start(Operation operation) {
    try {
      executions.start(operation);
    } catch (RetryLater e) {
      // it is recorded, so the sweeper starts it within a minute, and 202 is the truth
    }
  }
}
