package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Control;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.Phase;
import io.slipway.domain.Recovery;
import io.slipway.domain.RecoveryAttempts;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** An operation as an item of Slipway_Operations. */
final class OperationRow {

  private OperationRow() {}

  static Row key(String operationId) {
    return Row.key("OPERATION#" + operationId, "OPERATION");
  }

  static Row of(Operation operation) {
    return key(operation.ref().operationId())
        .with("ApplicationName", operation.ref().applicationName().value())
        .with("Fence", operation.ref().fence())
        .with("Kind", operation.kind().toString())
        .with("OperationState", operation.state().name())
        .withJson("Locks", operation.locks())
        .withJson("Request", operation.request())
        .withJson("Plan", operation.plan())
        .with("StartedBy", operation.startedBy())
        .with("StartedAt", operation.startedAt())
        .with("Message", operation.message());
  }

  static Operation read(Row row) {
    var id = row.text("PK").substring("OPERATION#".length());
    return new Operation(
        new OperationRef(id, new ApplicationName(row.text("ApplicationName")), row.number("Fence")),
        OperationKind.of(row.text("Kind")),
        OperationState.valueOf(row.text("OperationState")),
        Arrays.asList(row.json("Locks", EnvironmentGroup[].class)),
        row.json("Request", JsonNode.class),
        row.json("Plan", JsonNode.class),
        row.text("StartedBy"),
        row.time("StartedAt"),
        row.find("EndedAt").map(Instant::parse),
        row.text("Message"),
        row.find("WaitingFor"),
        row.find("Phase").map(Phase::valueOf).orElse(Phase.WORKING),
        row.find("Control").flatMap(Control::find),
        recovery(row),
        row.has("FirstRecovery")
            ? new RecoveryAttempts((int) row.number("FirstRecovery"))
            : RecoveryAttempts.INITIAL,
        continuation(row));
  }

  private static Optional<Continuation> continuation(Row row) {
    return row.has("Part")
        ? Optional.of(
            new Continuation(
                (int) row.number("Part"),
                row.text("Execution"),
                row.json("Variables", JsonNode.class)))
        : Optional.empty();
  }

  private static Optional<Recovery> recovery(Row row) {
    return row.has("RecoveryAttempt")
        ? Optional.of(
            new Recovery(
                row.find("RecoveryAborted").isPresent(),
                row.text("RecoveryReason"),
                row.time("RecoveryBegan"),
                (int) row.number("RecoveryAttempt"),
                row.find("RecoveryOverwrites").isPresent()))
        : Optional.empty();
  }
}
