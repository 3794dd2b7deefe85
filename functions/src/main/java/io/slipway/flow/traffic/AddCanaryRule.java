package io.slipway.flow.traffic;

import io.slipway.aws.CanaryRules;
import io.slipway.aws.TargetGroups;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.CanaryRule;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.domain.TrafficChanged;
import io.slipway.domain.TrafficSplit;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Gives the canary a listener rule of its own, by which the requests with a header or a cookie go
 * to the next release. Running it again finds the rule; once it is being removed, none is made.
 */
public final class AddCanaryRule extends Step<AddCanaryRule.Input, AddCanaryRule.Output> {

  /** {@code tasks} is how many healthy tasks the first share needs. */
  public record Input(OperationRef operation, int tasks) {}

  /** The ARN of the rule; empty where the shift is over, and none was made. */
  public record Output(Optional<String> rule) {}

  private final Operations operations;
  private final Progress progress;
  private final CanaryRules rules;
  private final TargetGroups targetGroups;
  private final TrafficRouters routers;
  private final Clock clock;

  public AddCanaryRule() {
    this(Platform.fromEnvironment());
  }

  public AddCanaryRule(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.rules = new CanaryRules(platform);
    this.targetGroups = new TargetGroups(platform);
    this.routers = new TrafficRouters(platform);
    this.clock = platform.clock();
  }

  /** What the log says of the rule, and the way back goes by. */
  private record Made(
      Optional<String> rule,
      String listener,
      int priority,
      List<String> hosts,
      String route,
      Instant begunAt) {

    static Made of(CanaryRule rule, Optional<String> arn, Instant begunAt) {
      return new Made(
          arn, rule.listener(), rule.priority(), rule.hosts(), rule.route().toString(), begunAt);
    }
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var id = ref.operationId();
    var plan = ShiftPlan.of(operations.get(id));
    var rule = plan.canaryRule().orElseThrow();
    if (RuleSteps.isBeingRemoved(progress.of(id))) {
      return new Output(Optional.empty());
    }
    requireWeights(plan);
    var health = targetGroups.health(rule.targetGroup());
    if (!health.allHealthy(input.tasks())) {
      throw new RetryLater("cannot route requests: " + health.describe(input.tasks()));
    }
    var requests = "requests with " + rule.route();
    var now = clock.instant();
    progress.begin(
        ref,
        RuleSteps.ADDED,
        requests + " are to go to " + plan.to(),
        Made.of(rule, Optional.empty(), now));
    if (RuleSteps.isBeingRemoved(progress.of(id))) {
      progress.done(
          ref,
          RuleSteps.ADDED,
          "the shift is over; no rule was made",
          Made.of(rule, Optional.empty(), now));
      return new Output(Optional.empty());
    }
    var made = Optional.of(rules.add(rule, ref.applicationName(), id));
    progress.done(ref, RuleSteps.ADDED, requests + " go to " + plan.to(), Made.of(rule, made, now));
    return new Output(made);
  }

  /** All customers are still where the plan found them. */
  private void requireWeights(ShiftPlan plan) {
    var wanted = plan.customers(TrafficSplit.ALL_LIVE);
    var found = routers.of(plan.customersRoute()).weights();
    if (!found.equals(wanted)) {
      throw new TrafficChanged(
          "cannot route requests: the weights were last set to "
              + wanted
              + ", but they are "
              + found
              + "; somebody else has changed them, so they are left alone");
    }
  }
}
