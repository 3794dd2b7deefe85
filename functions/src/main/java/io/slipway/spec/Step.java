package io.slipway.spec;

import io.slipway.domain.StrategyStep;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Wait;
import java.util.Optional;

/** A step of a canary. */
public record Step(
    @Key(says = "percent of the next release; weights rise from step to step", min = 1, max = 100)
        int weight,
    @Key(says = "how long it is watched", named = "wait") Wait waiting,
    @Key(says = "whether a person has to approve it first", byDefault = "false") boolean approval,
    @Key(says = "how long that person has; left out: 14 days") Optional<Wait> approvalWithin) {

  /** The same in the words of operations. */
  StrategyStep domain() {
    return new StrategyStep(
        weight, waiting.duration(), approval, approvalWithin.map(Wait::duration));
  }
}
