package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operation;
import java.util.Optional;

/**
 * The first task of every state machine: admits the operation, or finds that the API has done so,
 * and gives the machine the facts that it steers by.
 *
 * @param <P> the plan
 * @param <F> the facts
 */
public abstract class StartStep<P, F> extends Step<StartStep.Input, StartStep.Output<F>> {

  /**
   * What the machine sends.
   *
   * @param operationId the name of the execution
   * @param executionArn who started it, where nobody else is known
   * @param request the input of the execution; empty where it is null
   */
  public record Input(String operationId, String executionArn, Optional<JsonNode> request) {}

  /**
   * What the machine gets.
   *
   * @param operation what every later step carries
   * @param facts what the machine steers by
   */
  public record Output<F>(OperationRef operation, F facts) {}

  private final Admission<?> admission;
  private final Class<P> planType;

  protected StartStep(Platform platform, Planner<?> planner, Class<P> planType) {
    super(Input.class);
    this.admission = new Admission<>(platform, planner);
    this.planType = planType;
  }

  /** What the machine needs to know of a plan; small, since every state's history keeps it. */
  protected abstract F facts(P plan);

  /** Writes down what is waited for first, where nobody else does. */
  protected void started(Operation operation, F facts) {}

  @Override
  protected final Output<F> run(Input input) {
    Operation operation =
        admission.admit(
            input.operationId(),
            input.request().orElseGet(NullNode::getInstance),
            input.executionArn(),
            Optional.empty());
    if (operation.state() == OperationState.QUEUED) {
      throw new OperationSuperseded(
          "operation " + input.operationId() + " waits in its queue, and StartQueued starts it");
    }
    if (operation.state().isTerminal()) {
      throw new OperationSuperseded(
          "operation " + input.operationId() + " has ended already: " + operation.state());
    }
    // Its reference is not this execution's any more: the fence in it belongs to the recovery.
    if (operation.recovery().isPresent() || operation.state() != OperationState.RUNNING) {
      throw new OperationSuperseded(
          "operation " + input.operationId() + " is being put back; nothing goes on from here");
    }
    // The name of an execution is free again 90 days after it has ended.
    if (operation.continuation().isPresent()) {
      throw new OperationSuperseded(
          "operation "
              + input.operationId()
              + " goes on in the execution "
              + operation.execution()
              + "; it does not begin again");
    }
    var facts = facts(Json.read(operation.plan(), planType));
    started(operation, facts);
    return new Output<>(operation.ref(), facts);
  }
}
