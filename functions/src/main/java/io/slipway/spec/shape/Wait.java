package io.slipway.spec.shape;

import java.time.Duration;

/** How long something lasts: whole seconds, or text with units. */
public record Wait(Duration duration) {

  public static Wait ofSeconds(long seconds) {
    return new Wait(Duration.ofSeconds(seconds));
  }
}
