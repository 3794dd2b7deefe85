package io.slipway.flow.traffic;

import io.slipway.store.StepName;
import io.slipway.store.StepRecord;
import java.util.List;

/**
 * How the rule of a canary comes and goes, by what was announced. Whoever makes it announces that
 * and then looks whether somebody is removing it; whoever removes it announces that and then looks
 * when it was last going to be made. So one of them knows of the other.
 */
final class RuleSteps {

  static final StepName ADDED = name(AddCanaryRule.class);
  static final StepName REMOVED = name(RemoveCanaryRule.class);

  private RuleSteps() {}

  private static StepName name(Class<?> state) {
    return StepName.of(state.getSimpleName(), "customers' listener");
  }

  /** Whether the shift is over, and its rule is being removed or is gone. */
  static boolean isBeingRemoved(List<StepRecord> steps) {
    return steps.stream().anyMatch(step -> step.state().equals(REMOVED.state()));
  }
}
