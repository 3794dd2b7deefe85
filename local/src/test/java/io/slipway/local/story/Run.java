package io.slipway.local.story;

import io.slipway.domain.OperationState;
import io.slipway.local.asl.Status;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.util.List;

/** One operation of a story. */
public final class Run {

  private final Scenario scenario;
  private final String operationId;

  Run(Scenario scenario, String operationId) {
    this.scenario = scenario;
    this.operationId = operationId;
  }

  public String id() {
    return operationId;
  }

  /** Lets time pass until the operation and its execution have ended. */
  public Run finish() {
    scenario.runUntil(
        () ->
            new Operations(scenario.platform())
                .find(operationId)
                .map(
                    operation ->
                        operation.state().isTerminal()
                            || operation.state() == OperationState.NEEDS_ATTENTION)
                .orElse(false));
    scenario.runUntil(
        () ->
            scenario.slipway().machines().list().stream()
                .noneMatch(
                    execution ->
                        execution.name().equals(operation().execution())
                            && execution.status() == Status.RUNNING));
    return this;
  }

  public Operation operation() {
    return new Operations(scenario.platform()).get(operationId);
  }

  public OperationState outcome() {
    return operation().state();
  }

  public String message() {
    return operation().message();
  }

  /** Its steps, in the order in which they began: state, scope, outcome. */
  public List<String> steps() {
    return new Progress(scenario.platform())
        .of(operationId).stream()
            .map(step -> (step.state() + " " + step.scope()).strip() + " " + step.outcome())
            .toList();
  }
}
