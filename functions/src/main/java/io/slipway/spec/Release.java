package io.slipway.spec;

import io.slipway.domain.Strategy;
import io.slipway.domain.StrategyStep;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the next release takes over from the live one. */
public record Release(
    @Key(
            says =
                "what splits traffic: alb, the weights of a listener rule; route53, of DNS records",
            byDefault = "\"alb\"")
        Router router,
    @Key(says = "the two load balancers; for route53, and required there")
        Optional<BalancerPair> balancers,
    @Key(says = "tasks before any traffic", byDefault = "{}", aws = "Service.DesiredCount")
        InitialScale scale,
    @Key(
            says =
                "the steps; a last one of 100 is added where there is none; no steps: all at once",
            byDefault = "[]",
            most = Strategy.MOST_STEPS)
        List<Step> strategy,
    @Key(says = "how long the old side stays up at weight 0", named = "bake", byDefault = "600")
        Wait baking,
    @Key(says = "who is told how it ended", byDefault = "{}") Notifications notifications) {

  /** The steps, the last of them with all traffic; for a strategy that {@link Step}s allow. */
  public Strategy steps() {
    var steps = new ArrayList<StrategyStep>();
    strategy.forEach(step -> steps.add(step.domain()));
    if (steps.isEmpty() || steps.getLast().weight() < 100) {
      steps.add(new StrategyStep(100, baking.duration(), false));
    }
    return new Strategy(steps);
  }
}
