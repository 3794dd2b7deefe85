package io.slipway.operation;

import io.slipway.domain.Rejected;
import io.slipway.domain.Strategy;
import io.slipway.domain.StrategyStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a strategy of what a caller asks for, or says which field is wrong and what is allowed. */
final class StrategyRules {

  /** How long the old slot stays up at full size after all traffic has moved, unless asked. */
  private static final Duration BAKE = Duration.ofMinutes(10);

  private StrategyRules() {}

  /** The steps of a canary, with the last one of 100 percent. */
  static Strategy canary(List<CanaryShiftRequest.Step> asked, Optional<Integer> bake) {
    if (asked.isEmpty() || asked.size() > Strategy.MOST_STEPS) {
      throw Rejected.invalid(
          "strategy",
          "1 to " + Strategy.MOST_STEPS + " steps are allowed, but got " + asked.size());
    }
    var steps = new ArrayList<StrategyStep>();
    for (int i = 0; i < asked.size(); i++) {
      int lowest = i == 0 ? 1 : asked.get(i - 1).weight() + 1;
      steps.add(step("strategy[" + i + "]", asked.get(i), lowest));
    }
    if (steps.getLast().weight() < 100) {
      steps.add(new StrategyStep(100, bake(bake), false));
    } else if (bake.isPresent()) {
      throw Rejected.invalid(
          "bake",
          "the last step has a weight of 100 and says how long the old slot stays up: "
              + asked.getLast().waitSeconds()
              + " seconds; leave bake or that step out");
    }
    refuseTooLong(steps);
    return new Strategy(steps);
  }

  /** All at once. */
  static Strategy swap(Optional<Integer> bake) {
    return Strategy.atOnce(bake(bake));
  }

  private static StrategyStep step(String field, CanaryShiftRequest.Step asked, int lowest) {
    if (asked.weight() < lowest || asked.weight() > 100) {
      throw Rejected.invalid(
          field + ".weight",
          (lowest > 100
                  ? "no step is allowed after one of 100"
                  : lowest + " to 100 is allowed" + (lowest > 1 ? ", as weights rise" : ""))
              + ", but got "
              + asked.weight());
    }
    return new StrategyStep(
        asked.weight(),
        seconds(field + ".wait", asked.waitSeconds()),
        asked.approval().orElse(false));
  }

  private static Duration bake(Optional<Integer> asked) {
    return asked.map(seconds -> seconds("bake", seconds)).orElse(BAKE);
  }

  private static Duration seconds(String field, int seconds) {
    long longest = StrategyStep.LONGEST_BAKE.toSeconds();
    if (seconds < 1 || seconds > longest) {
      throw Rejected.invalid(field, "1 to " + longest + " seconds are allowed, but got " + seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  private static void refuseTooLong(List<StrategyStep> steps) {
    var all = steps.stream().map(StrategyStep::bake).reduce(Duration.ZERO, Duration::plus);
    if (all.compareTo(Strategy.LONGEST) > 0) {
      throw Rejected.invalid(
          "strategy",
          "all waits together may last "
              + Strategy.LONGEST.toSeconds()
              + " seconds, but got "
              + all.toSeconds());
    }
  }
}
