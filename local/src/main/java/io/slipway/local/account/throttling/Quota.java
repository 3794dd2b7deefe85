package io.slipway.local.account.throttling;

import java.util.Set;

/**
 * What an account may call, and how often: actions that share one bucket of tokens. An action may
 * be in several quotas; then it takes a token of each.
 *
 * @param service the SDK's service name
 * @param actions as in an IAM policy; empty for every action of the service
 * @param burst how many calls a full bucket has room for
 * @param perSecond how many tokens are added each second
 * @param source where AWS documents the two figures, or that they are assumed
 */
public record Quota(
    String name, String service, Set<String> actions, int burst, double perSecond, Source source) {

  /** Whether AWS publishes a quota. */
  public enum Source {
    DOCUMENTED,
    ASSUMED
  }

  public Quota {
    actions = Set.copyOf(actions);
    if (burst < 1 || perSecond <= 0) {
      throw new IllegalArgumentException(name + ": " + burst + ", " + perSecond);
    }
  }

  boolean isOf(String otherService, String action) {
    return service.equals(otherService) && (actions.isEmpty() || actions.contains(action));
  }

  /** The least time, in seconds, in which so many calls are let through, from a full bucket on. */
  public double leastSeconds(long calls) {
    return Math.max(0, calls - burst) / perSecond;
  }
}
