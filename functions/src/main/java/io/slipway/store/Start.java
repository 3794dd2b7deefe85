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
 * @param change what it does to the application itself; empty where it stays as it is
 * @param idempotency the caller's key, where one was given
 * @param alarms names of the CloudWatch alarms that end it by going off
 * @param adoptions rows of the inventory that it corrects
 * @param precedence what it must not come after, where it belongs to a pipeline
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
    Optional<ApplicationChange> change,
    Optional<IdempotencyKey> idempotency,
    List<String> alarms,
    List<Adoption> adoptions,
    Optional<Precedence> precedence) {

  public Start {
    locks = List.copyOf(locks);
    alarms = List.copyOf(alarms);
    adoptions = List.copyOf(adoptions);
  }
}
