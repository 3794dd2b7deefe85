package io.slipway.domain;

import java.util.List;

/**
 * The listener rule that a canary has beside the customers' for as long as it moves traffic.
 *
 * @param listener of which it is a rule
 * @param priority before that of the customers' rule, and taken for this by the application's stack
 * @param hosts those of the customers' rule
 * @param route which of their requests it takes
 * @param targetGroup where it sends them, all of them
 */
public record CanaryRule(
    String listener, int priority, List<String> hosts, CanaryRoute route, String targetGroup) {

  public CanaryRule {
    hosts = List.copyOf(hosts);
  }

  /** The change that makes it, in the words of a forecast. */
  @Override
  public String toString() {
    return "priority "
        + priority
        + ": "
        + String.join(", ", hosts)
        + " with "
        + route
        + " to "
        + targetGroup;
  }
}
