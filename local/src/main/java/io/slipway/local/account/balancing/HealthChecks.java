package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.GroupState;
import io.slipway.local.account.balancing.BalancingState.Standing;
import io.slipway.local.account.balancing.BalancingState.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks targets as the load balancer's nodes do: the first check five seconds after registration,
 * then one every interval. One pass makes a new target healthy ("must pass one health check"), the
 * thresholds count for every later change and for a new target's failure (ALB user guide, "Health
 * checks for your target groups"). Checks that could change nothing are skipped.
 */
final class HealthChecks {

  private static final Duration REGISTRATION = Duration.ofSeconds(5);

  private final Backends backends;

  HealthChecks(Backends backends) {
    this.backends = backends;
  }

  /** Starts on a target that is registered, or whose group has just been attached. */
  static void begin(TargetState target, Instant now) {
    stand(target, Standing.INITIAL, now);
    target.passes = 0;
    target.failures = 0;
    target.nextCheck = now.plus(REGISTRATION);
  }

  /** Whether the target is so new that it is not being checked yet. */
  static boolean registering(TargetState target, Instant now) {
    return target.standing == Standing.INITIAL && now.isBefore(target.since.plus(REGISTRATION));
  }

  /** Does what is due until {@code now}; says whether a target's standing has changed. */
  boolean advance(GroupState group, Instant now) {
    boolean changed = group.targets.removeIf(target -> drained(group, target, now));
    for (var target : group.targets) {
      while (target.nextCheck != null && !target.nextCheck.isAfter(now)) {
        changed |= check(group, target, target.nextCheck);
      }
    }
    return changed;
  }

  /** When there is something to do next. */
  static Optional<Instant> next(GroupState group) {
    return group.targets.stream()
        .map(t -> t.standing == Standing.DRAINING ? drainedAt(group, t) : t.nextCheck)
        .filter(due -> due != null)
        .min(Instant::compareTo);
  }

  /** The target's answer may have changed: goes on checking at its next turn. */
  static void lookAgain(GroupState group, TargetState target, Instant now) {
    boolean checked = target.standing == Standing.HEALTHY || target.standing == Standing.UNHEALTHY;
    if (checked) {
      var turn = turnAt(group, target, now.plusMillis(1));
      if (target.nextCheck == null || turn.isBefore(target.nextCheck)) {
        target.nextCheck = turn;
      }
    }
  }

  private static boolean drained(GroupState group, TargetState target, Instant now) {
    return target.standing == Standing.DRAINING && !drainedAt(group, target).isAfter(now);
  }

  private static Instant drainedAt(GroupState group, TargetState target) {
    return target.since.plus(TargetGroups.deregistrationDelay(group));
  }

  private boolean check(GroupState group, TargetState target, Instant at) {
    target.lastStatus = backends.status(target.id, at);
    boolean pass = matches(group.shape.matcher().httpCode(), target.lastStatus);
    target.passes = pass ? target.passes + 1 : 0;
    target.failures = pass ? 0 : target.failures + 1;
    var before = target.standing;
    var after = judge(group, target);
    if (after != before) {
      stand(target, after, at);
    }
    target.nextCheck = nextCheck(group, target, pass, at);
    return after != before;
  }

  private static Standing judge(GroupState group, TargetState target) {
    if (target.failures >= group.shape.unhealthyThresholdCount()) {
      return Standing.UNHEALTHY;
    }
    int needed = target.standing == Standing.INITIAL ? 1 : group.shape.healthyThresholdCount();
    return target.passes >= needed ? Standing.HEALTHY : target.standing;
  }

  private Instant nextCheck(GroupState group, TargetState target, boolean pass, Instant at) {
    boolean settled =
        pass ? target.standing == Standing.HEALTHY : target.standing == Standing.UNHEALTHY;
    if (!settled) {
      return at.plusSeconds(group.shape.healthCheckIntervalSeconds());
    }
    return backends
        .changesAfter(target.id, at)
        .map(change -> turnAfter(at, group.shape.healthCheckIntervalSeconds(), change))
        .orElse(null);
  }

  private static Instant turnAt(GroupState group, TargetState target, Instant change) {
    return turnAfter(target.since, group.shape.healthCheckIntervalSeconds(), change);
  }

  private static Instant turnAfter(Instant turn, int intervalSeconds, Instant change) {
    long interval = Duration.ofSeconds(intervalSeconds).toMillis();
    long wait = Math.max(1, Duration.between(turn, change).toMillis());
    return turn.plusMillis(Math.ceilDiv(wait, interval) * interval);
  }

  private static void stand(TargetState target, Standing standing, Instant now) {
    target.standing = standing;
    target.since = now;
  }

  /** Whether {@code codes}, as {@code 200}, {@code 200,202} or {@code 200-299}, has the status. */
  static boolean matches(String codes, int status) {
    for (var part : codes.split(",", -1)) {
      var range = part.trim().split("-", -1);
      int from = Integer.parseInt(range[0]);
      int to = Integer.parseInt(range[range.length - 1]);
      if (status >= from && status <= to) {
        return true;
      }
    }
    return false;
  }
}
