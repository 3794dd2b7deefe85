package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ServicePlace;
import io.slipway.store.StepRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a shift of traffic has come, by what it announced before each change: what was announced
 * may have happened.
 *
 * @param lastBegun the index of the last step whose weights may have been written; -1 for none
 * @param scaled whether the receiving slot may have been given other tasks
 * @param ruleBegunAt when the canary was last going to get a rule of its own; empty where it never
 *     was
 * @param ruleSeen whether it is known to have had one
 * @param woken whether other services of the receiving slot may have begun to work
 * @param ending whether that rule may be gone since the shift is over, or the slot that was live
 *     may have lost tasks: by then every gate has passed, and the shift goes on to its end rather
 *     than back
 */
public record ShiftTrace(
    int lastBegun,
    boolean scaled,
    Optional<Instant> ruleBegunAt,
    boolean ruleSeen,
    boolean woken,
    boolean ending) {

  /** In the details of SwapRoles: how long the slot that was live drains. */
  public static final String DRAIN_SECONDS = "drainSeconds";

  /** Reads what the steps of an operation have left. */
  public static ShiftTrace of(ShiftPlan plan, List<StepRecord> steps) {
    return new ShiftTrace(
        lastBegun(plan, steps),
        has(steps, "ScaleSlot"),
        ruleBegunAt(steps),
        steps.stream().anyMatch(ShiftTrace::hasSeenRule),
        plan.to().secondaries().keySet().stream().anyMatch(name -> isWoken(plan, name, steps)),
        has(steps, "RemoveCanaryRule") || has(steps, "RetireSlot"));
  }

  /** How long the slot that was live drains once all traffic has moved; 0 where it has not. */
  public static long drainSeconds(List<StepRecord> steps) {
    return steps.stream()
        .filter(step -> step.state().equals("SwapRoles"))
        .flatMap(step -> step.details().stream())
        .mapToLong(details -> details.path(DRAIN_SECONDS).asLong())
        .max()
        .orElse(0);
  }

  /** Whether any customer may have met the next release. */
  public boolean reachedCustomers() {
    return moved() || ruleSeen;
  }

  /** Whether customers' weights may have been changed. */
  public boolean moved() {
    return lastBegun >= 0;
  }

  /** Whether the canary may have got a rule of its own. */
  public boolean routed() {
    return ruleBegunAt.isPresent();
  }

  private static boolean isWoken(ShiftPlan plan, String service, List<StepRecord> steps) {
    var scope = new ServicePlace(plan.to().place(), Optional.of(service)).toString();
    return steps.stream()
        .anyMatch(step -> step.state().equals("SwapRoles") && step.scope().equals(scope));
  }

  private static boolean hasSeenRule(StepRecord step) {
    return (step.state().equals("AddCanaryRule") && step.outcome() == StepRecord.Outcome.DONE)
        || (step.state().equals("RestoreTraffic") && step.scope().equals("canary rule"));
  }

  private static Optional<Instant> ruleBegunAt(List<StepRecord> steps) {
    return steps.stream()
        .filter(step -> step.state().equals("AddCanaryRule"))
        .findFirst()
        .map(
            step ->
                step.details()
                    .map(details -> details.path("begunAt"))
                    .filter(JsonNode::isTextual)
                    .map(text -> Instant.parse(text.asText()))
                    .orElse(step.startedAt()));
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
