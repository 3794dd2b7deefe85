package io.slipway.domain;

/** Between how many tasks Application Auto Scaling keeps a service. */
public record ScalingBounds(int minimum, int maximum) {

  public ScalingBounds {
    if (minimum < 0 || maximum < minimum) {
      throw new IllegalArgumentException("no bounds: " + minimum + " to " + maximum);
    }
  }

  /** The same with at least {@code tasks} as minimum, as far as the maximum allows. */
  public ScalingBounds atLeast(int tasks) {
    return new ScalingBounds(Math.min(maximum, Math.max(minimum, tasks)), maximum);
  }
}
