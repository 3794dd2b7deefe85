package io.slipway.store;

/**
 * One step of an operation, as people see it.
 *
 * @param state the name of the state
 * @param scope what tells two runs of the state apart: a place, a weight; may be empty
 */
public record StepName(String state, String scope) {

  public static StepName of(String state, Object scope) {
    return new StepName(state, scope.toString());
  }

  @Override
  public String toString() {
    return scope.isEmpty() ? state : state + " " + scope;
  }
}
