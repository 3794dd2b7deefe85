package io.slipway.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a step of an operation is.
 *
 * @param endedAt empty while it runs
 * @param message what it does, did, or why it failed
 */
public record StepRecord(
    String state,
    String scope,
    Outcome outcome,
    Instant startedAt,
    Optional<Instant> endedAt,
    String message) {

  /** How a step stands. */
  public enum Outcome {
    RUNNING,
    DONE,
    FAILED
  }
}
