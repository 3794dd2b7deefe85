package io.slipway.local.simulation;

import java.time.Instant;

/**
 * A rule that did not hold.
 *
 * @param call how many calls had been made
 */
public record Violation(String rule, Instant time, long call, String text) {

  @Override
  public String toString() {
    return "%s at %s (call %d): %s".formatted(rule, time, call, text);
  }
}
