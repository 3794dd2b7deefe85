package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a step of an operation is.
 *
 * @param endedAt empty while it runs
 * @param message what it does, did, or why it failed
 * @param details the numbers that belong to it, such as the weights that were set
 */
public record StepRecord(
    String state,
    String scope,
    Outcome outcome,
    Instant startedAt,
    Optional<Instant> endedAt,
    String message,
    Optional<JsonNode> details) {

  /** How a step stands. */
  public enum Outcome {
    RUNNING,
    DONE,
    FAILED
  }
}
