package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is written when an operation starts.
 *
 * @param message what the event and the operation say
 * @param creates the application that this operation brings into being; empty for all others
 * @param idempotency the caller's key, where one was given
 */
public record Start(
    String operationId,
    OperationKind kind,
    ApplicationName application,
    List<EnvironmentGroup> locks,
    JsonNode request,
    JsonNode plan,
    String startedBy,
    String message,
    Optional<Application> creates,
    Optional<IdempotencyKey> idempotency) {

  public Start {
    locks = List.copyOf(locks);
  }
}
