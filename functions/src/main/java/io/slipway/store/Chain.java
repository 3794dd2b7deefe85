package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.OperationKind;
import io.slipway.spec.Notifications;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Several operations that one request has asked for: each begins when the one before it has
 * succeeded. Never changes: how far it is, its operations say.
 *
 * @param request what was asked for, as it came
 * @param message what it does, for people
 * @param notifications who is told how it ended, as the specification that was asked for has it
 * @param phases in their order, at least one
 */
public record Chain(
    String id,
    ApplicationName application,
    JsonNode request,
    String startedBy,
    Instant startedAt,
    String message,
    Notifications notifications,
    List<Phase> phases) {

  /** One of its operations. */
  public record Phase(String operationId, OperationKind kind) {}

  public Chain {
    phases = List.copyOf(phases);
  }

  /** What its operation number {@code phase} is called, from 1. */
  public static String operationId(String id, int phase) {
    return id + "-" + phase;
  }

  boolean has(String operationId) {
    return phases.stream().anyMatch(phase -> phase.operationId().equals(operationId));
  }

  /** The operation that has to succeed before another one of the chain begins. */
  public Optional<String> before(String operationId) {
    var before = Optional.<String>empty();
    for (var phase : phases) {
      if (phase.operationId().equals(operationId)) {
        return before;
      }
      before = Optional.of(phase.operationId());
    }
    return Optional.empty();
  }

  /** Whether it has succeeded with this operation. */
  public boolean endsWith(String operationId) {
    return phases.getLast().operationId().equals(operationId);
  }
}
