package io.slipway.spec;

import io.slipway.domain.Rejected;
import io.slipway.spec.shape.Key;

/** How many tasks a service has once something has been deployed: {@code min} to {@code max}. */
public record TaskRange(
    @Key(says = "the fewest", min = 1, max = TaskRange.MOST, aws = "ScalableTarget.MinCapacity")
        int min,
    @Key(says = "the most", min = 1, max = TaskRange.MOST, aws = "ScalableTarget.MaxCapacity")
        int max) {

  /** The most tasks of one service that the application templates allow. */
  public static final int MOST = 1000;

  public TaskRange {
    if (!allowed(min, max)) {
      throw new IllegalArgumentException(
          "1 <= min <= max <= " + MOST + " is allowed, but got min " + min + " and max " + max);
    }
  }

  /**
   * The range that a caller wrote into {@code specification.tasks.<name>}.
   *
   * @throws Rejected 400 where it is not 1 ≤ min ≤ max ≤ 1000
   */
  static TaskRange of(String name, int min, int max) {
    if (!allowed(min, max)) {
      throw Rejected.invalid(
          "specification.tasks." + name,
          "1 <= min <= max <= " + MOST + " is allowed, but got min " + min + " and max " + max);
    }
    return new TaskRange(min, max);
  }

  private static boolean allowed(int min, int max) {
    return min >= 1 && max >= min && max <= MOST;
  }
}
