package io.slipway.operation;

import io.slipway.store.StepRecord;
import java.util.List;

/**
 * How far a shift of traffic has come, by what it announced before each change: what was announced
 * may have happened.
 *
 * @param lastBegun the index of the last step whose weights may have been written; -1 for none
 * @param scaled whether the receiving slot may have been given other tasks
 * @param retired whether the slot that was live may have lost tasks: by then every gate has passed,
 *     and the shift goes on to its end rather than back
 */
public record ShiftTrace(int lastBegun, boolean scaled, boolean retired) {

  /** Reads what the steps of an operation have left. */
  public static ShiftTrace of(ShiftPlan plan, List<StepRecord> steps) {
    boolean retired = has(steps, "RetireSlot");
    return new ShiftTrace(lastBegun(plan, steps), has(steps, "ScaleSlot"), retired);
  }

  /** Whether customers' weights may have been changed. */
  public boolean moved() {
    return lastBegun >= 0;
  }

  private static boolean has(List<StepRecord> steps, String state) {
    return steps.stream().anyMatch(step -> step.state().equals(state));
  }

  private static int lastBegun(ShiftPlan plan, List<StepRecord> steps) {
    for (int i = plan.steps().size() - 1; i >= 0; i--) {
      var scope = plan.during(i).idlePercent() + " %";
      if (steps.stream()
          .anyMatch(step -> step.state().equals("ShiftTraffic") && step.scope().equals(scope))) {
        return i;
      }
    }
    return -1;
  }
}
