package io.slipway.domain;

/** Between how many tasks autoscaling keeps a service, both inclusive. */
public record ScalingRange(int min, int max) {

  public ScalingRange {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException("a range of " + min + " to " + max + " tasks");
    }
  }

  /** This range, stretched where necessary so that there are never fewer than {@code tasks}. */
  public ScalingRange atLeast(int tasks) {
    return new ScalingRange(Math.max(min, tasks), Math.max(max, tasks));
  }

  /** This range with exactly this minimum. */
  public ScalingRange from(int tasks) {
    return new ScalingRange(tasks, Math.max(max, tasks));
  }
}
