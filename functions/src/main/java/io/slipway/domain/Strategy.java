package io.slipway.domain;

import java.time.Duration;
import java.util.List;

/** The steps by which all traffic moves: weights rise from step to step, and the last is 100. */
public record Strategy(List<StrategyStep> steps) {

  /** Each whole percent once. */
  public static final int MOST_STEPS = 100;

  /** All waits together; so that no operation outlives its execution, which ends after a year. */
  public static final Duration LONGEST = Duration.ofDays(90);

  /** How long a slot that was scaled up may be left alone before it is looked at. */
  public static final Duration LONGEST_SCALING = Duration.ofHours(1);

  public Strategy {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.getLast().weight() != 100) {
      throw new IllegalArgumentException("a strategy ends with a step of 100 percent");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).weight() <= steps.get(i - 1).weight()) {
        throw new IllegalArgumentException("the weights of a strategy rise from step to step");
      }
    }
  }

  /** All at once. */
  public static Strategy atOnce(Duration bake) {
    return new Strategy(List.of(new StrategyStep(100, bake, false)));
  }
}
