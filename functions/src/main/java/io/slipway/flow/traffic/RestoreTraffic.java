package io.slipway.flow.traffic;

import io.slipway.aws.CanaryRules;
import io.slipway.domain.CanaryRule;
import io.slipway.domain.OperationRef;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.ShiftTrace;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.List;
import java.util.Map;

/**
 * Brings customers back to the slot that was live before a shift: those with a rule of their own
 * first. Safe to run when nothing had moved, and again after any failure of its own.
 */
public final class RestoreTraffic extends Step<RestoreTraffic.Input, RestoreTraffic.Output> {

  /** {@code operation} alone: what was live is in its plan. */
  public record Input(OperationRef operation) {}

  /**
   * What the machine gets.
   *
   * @param message where the traffic is now, for people
   * @param changes that have to be waited for before it is so for everybody
   * @param drainSeconds how long requests may still reach the slot that was to get it; counted by
   *     the machine's clock, so that no two functions' have to agree
   */
  public record Output(String message, List<String> changes, long drainSeconds) {}

  /** Under this name it is recorded when the canary had no rule of its own any more. */
  static final StepName RULE = StepName.of(RestoreTraffic.class.getSimpleName(), "canary rule");

  private final Operations operations;
  private final Progress progress;
  private final TrafficReturn traffic;
  private final CanaryRules rules;

  public RestoreTraffic() {
    this(Platform.fromEnvironment());
  }

  public RestoreTraffic(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.traffic = new TrafficReturn(platform);
    this.rules = new CanaryRules(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    var plan = ShiftPlan.of(operation);
    var trace = ShiftTrace.of(plan, progress.of(ref.operationId()));
    if (trace.routed()) {
      plan.canaryRule().ifPresent(rule -> unroute(ref, rule));
    }
    boolean overwrites = TrafficReturn.overwrites(operation);
    if (trace.moved() || overwrites) {
      var returned = traffic.giveBack(ref, plan, overwrites);
      return new Output(
          returned.message(), returned.changes(), traffic.drainTime(ref, plan).toSeconds());
    }
    return ShiftTrace.of(plan, progress.of(ref.operationId())).ruleSeen()
        ? new Output(
            plan.canaryRule()
                .map(rule -> "only requests with " + rule.route() + " had moved, and they are back")
                .orElseThrow(),
            List.of(),
            traffic.drainTime(ref, plan).toSeconds())
        : new Output("no traffic had moved", List.of(), 0);
  }

  /** First of all: the share of everybody else is given back by the weights. */
  private void unroute(OperationRef ref, CanaryRule rule) {
    var there = rules.of(rule, ref.operationId());
    if (there.isEmpty()) {
      return;
    }
    progress.begin(ref, RULE, "requests with " + rule.route() + " are to go with all others again");
    rules.remove(rule, ref.operationId());
    progress.done(ref, RULE, "the canary has no rule of its own any more", Map.of("rules", there));
  }
}
