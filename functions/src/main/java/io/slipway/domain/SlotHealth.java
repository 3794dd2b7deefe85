package io.slipway.domain;

import java.util.List;

/**
 * What the load balancer thinks of a slot's targets. Those that are leaving are not counted.
 *
 * @param healthy how many get requests
 * @param starting what is said of each that has not had its first checks
 * @param sick what is said of each that failed its checks, or that nobody checks
 */
public record SlotHealth(int healthy, List<String> starting, List<String> sick) {

  public SlotHealth {
    starting = List.copyOf(starting);
    sick = List.copyOf(sick);
  }

  /** Whether every target is healthy, and there are as many as needed; no target is not enough. */
  public boolean allHealthy(int needed) {
    return sick.isEmpty() && starting.isEmpty() && healthy >= Math.max(1, needed);
  }

  /**
   * Whether no target is sick, and as many as needed are healthy. One that autoscaling is just
   * adding does not count against the slot.
   */
  public boolean noneSick(int needed) {
    return sick.isEmpty() && healthy >= Math.max(1, needed);
  }

  /** The numbers, and why. */
  public String describe(int needed) {
    var others = new StringBuilder();
    sick.forEach(target -> others.append("; ").append(target));
    starting.forEach(target -> others.append("; ").append(target));
    int registered = healthy + starting.size() + sick.size();
    return healthy
        + " of "
        + registered
        + (registered == 1 ? " target is" : " targets are")
        + " healthy and "
        + needed
        + (needed == 1 ? " is" : " are")
        + " needed"
        + others;
  }
}
