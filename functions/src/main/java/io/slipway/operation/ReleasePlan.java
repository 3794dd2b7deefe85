package io.slipway.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.spec.Notifications;
import java.util.List;

/**
 * The operations that a release consists of.
 *
 * @param application its name as it was created, or will be
 * @param message what it does, for people
 * @param notifications who is told how it ended
 * @param phases in their order, at least one; none needs more locks than the first
 */
record ReleasePlan(
    ApplicationName application, String message, Notifications notifications, List<Phase> phases) {

  /** One operation, as it is asked for. */
  record Phase(OperationKind kind, List<EnvironmentGroup> groups, ObjectNode request) {}

  ReleasePlan {
    phases = List.copyOf(phases);
  }
}
