package io.slipway.flow.traffic;

import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.StrategyStep;
import io.slipway.domain.TrafficSplit;
import io.slipway.domain.Weights;
import io.slipway.operation.ShiftPlan;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.StepName;

/**
 * One step of a running shift: what the weights were before it, and what it makes of them.
 *
 * @param index of the step in the plan, from 0
 */
record Shift(OperationRef ref, OperationKind kind, ShiftPlan plan, int index) {

  static Shift of(Operations operations, OperationRef ref, int index) {
    return of(operations.get(ref.operationId()), ref, index);
  }

  static Shift of(Operation operation, OperationRef ref, int index) {
    return new Shift(ref, operation.kind(), ShiftPlan.of(operation), index);
  }

  StrategyStep step() {
    return plan.steps().get(index);
  }

  TrafficSplit split() {
    return plan.during(index);
  }

  Weights weights() {
    return plan.customers(split());
  }

  /** The group that gets the traffic. */
  String receiver() {
    return plan.to().address().targetGroup();
  }

  /** {@code 10 % of the traffic goes to 2.0.1 (prod2)}. */
  String share() {
    return percent() + " of the traffic goes to " + plan.to();
  }

  String percent() {
    return split().idlePercent() + " %";
  }

  /** What a state is called in this step. */
  StepName named(Class<?> state) {
    return StepName.of(state.getSimpleName(), percent());
  }
}
