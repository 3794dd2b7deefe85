package io.slipway.local.simulation.invariant;

import java.time.Instant;

/**
 * Something that was done past Slipway, or happened to what it runs, so that no rule blames it.
 *
 * @param application empty where it is the whole account's
 */
public record Interference(Instant time, Kind kind, String application, String what) {

  /** Who or what it was. */
  public enum Kind {
    /** Targets fail their health checks, flap, or are well again. */
    HEALTH,
    /** Somebody changes weights, a service or a revision by hand. */
    BY_HAND,
    /** Autoscaling changes a service's desired count. */
    SCALING,
    /** An image, a topic, a role is gone, or a permission is taken away. */
    DEPENDENCY,
    /** Somebody stops, starts or redrives an execution at the console. */
    CONSOLE
  }
}
