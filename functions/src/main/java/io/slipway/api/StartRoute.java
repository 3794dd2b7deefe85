package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.operation.Admission;
import io.slipway.operation.Executions;
import io.slipway.operation.Planner;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.util.Optional;
import java.util.Set;

/**
 * A route that starts an operation: admits it, starts its state machine, answers 202. With {@code
 * ?dryRun=true} it only says what the operation would do.
 */
abstract class StartRoute extends Route {

  private final Admission<?> admission;
  private final Operations operations;
  private final Executions executions;
  private final Ids ids;

  StartRoute(Platform platform, Planner<?> planner) {
    this.admission = new Admission<>(platform, planner);
    this.operations = new Operations(platform);
    this.executions = new Executions(platform);
    this.ids = platform.ids();
  }

  /** The body of this route as the input that the state machine takes. */
  protected JsonNode request(JsonNode body) {
    return body;
  }

  @Override
  protected final Answer answer(Call call) {
    call.allowQuery(Set.of("dryRun"));
    boolean dryRun = call.flag("dryRun");
    var key =
        call.header("Idempotency-Key")
            .map(header -> IdempotencyKey.of(header, call.route(), call.caller(), call.body()));
    if (dryRun) {
      key.ifPresent(operations::requireNotReused);
      return DryRun.answer(admission.foresee(request(call.json())));
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
      return admission.admit(ids.next(), request(call.json()), call.caller(), key);
    } catch (Rejected | RetryLater e) {
      return key.flatMap(operations::startedWith).orElseThrow(() -> e);
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
