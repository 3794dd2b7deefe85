package io.slipway.api;

import io.slipway.domain.Control;
import io.slipway.domain.Rejected;
import io.slipway.operation.ShiftPlan;
import io.slipway.store.Operation;
import io.slipway.store.StepName;
import io.slipway.store.StepRecord;
import java.util.List;
import java.util.stream.Collectors;

/** Which controls apply to an operation as it is now, and why the others do not. */
final class Applicable {

  /** The state that waits for a person. */
  private static final String APPROVAL = "AwaitApproval";

  private Applicable() {}

  /**
   * Refuses what does not apply in the operation's phase.
   *
   * @throws Rejected 409 with what does apply
   */
  static void require(Operation operation, Control control) {
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

  /**
   * Refuses to pass over a step that is to be approved: that is for whoever may approve.
   *
   * @throws Rejected 409 with the step's weight
   */
  static void requireNoApprovalLeft(Operation operation, List<StepRecord> steps) {
    ShiftPlan.of(operation).steps().stream()
        .filter(step -> step.approval() && !isApproved(step.weight() + " %", steps))
        .findFirst()
        .ifPresent(
            step -> {
              throw new Rejected(
                  409,
                  "does-not-apply",
                  "cannot promote in full: the step of "
                      + step.weight()
                      + " % waits for an approval; promote without full");
            });
  }

  private static boolean isApproved(String scope, List<StepRecord> steps) {
    return steps.stream()
        .anyMatch(
            step ->
                step.state().equals(APPROVAL)
                    && step.scope().equals(scope)
                    && step.outcome() == StepRecord.Outcome.DONE);
  }

  /**
   * The step that an approval is for: the last that has asked for one. It may be on record already,
   * where whoever approved had no answer and the operation still waits.
   */
  static StepName awaiting(List<StepRecord> steps) {
    return steps.stream()
        .filter(step -> step.state().equals(APPROVAL))
        .reduce((earlier, later) -> later)
        .map(step -> new StepName(step.state(), step.scope()))
        .orElseThrow(io.slipway.store.Controls::movedOn);
  }
}
