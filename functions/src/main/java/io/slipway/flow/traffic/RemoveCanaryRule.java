package io.slipway.flow.traffic;

import io.slipway.aws.CanaryRules;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.ShiftTrace;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Takes the rule of a canary away when its shift is over: all customers have what it leads to. Done
 * only when no call that was to make it can be under way any more, so that it stays away.
 */
public final class RemoveCanaryRule extends Step<RemoveCanaryRule.Input, RemoveCanaryRule.Output> {

  /** {@code operation} alone: the rule is in its plan. */
  public record Input(OperationRef operation) {}

  /** What became of the rule, for people. */
  public record Output(String message) {}

  private static final String GONE = "the canary has no rule of its own any more";

  private final Operations operations;
  private final Progress progress;
  private final CanaryRules rules;
  private final Clock clock;

  public RemoveCanaryRule() {
    this(Platform.fromEnvironment());
  }

  public RemoveCanaryRule(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.rules = new CanaryRules(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var id = ref.operationId();
    var plan = ShiftPlan.of(operations.get(id));
    var rule = plan.canaryRule().orElseThrow();
    progress.begin(ref, RuleSteps.REMOVED, "the rule of the canary is to go");
    requireQuiet(id, plan);
    var there = rules.of(rule, id);
    rules.remove(rule, id);
    progress.done(
        ref, RuleSteps.REMOVED, GONE, Map.of("rules", there, "route", rule.route().toString()));
    return new Output(GONE);
  }

  private void requireQuiet(String operationId, ShiftPlan plan) {
    var left =
        ShiftTrace.of(plan, progress.of(operationId))
            .ruleBegunAt()
            .map(begun -> begun.plus(Platform.LONGEST_CHANGE))
            .map(quiet -> Duration.between(clock.instant(), quiet))
            .orElse(Duration.ZERO);
    if (left.isPositive()) {
      throw new RetryLater(
          "a call that makes the rule of the canary may be under way for "
              + left.toSeconds()
              + " seconds");
    }
  }
}
