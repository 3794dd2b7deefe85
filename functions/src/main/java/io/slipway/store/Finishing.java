package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Phase;
import io.slipway.runtime.Meter;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The one transaction that ends an operation. */
final class Finishing {

  private final DynamoDbClient dynamoDb;
  private final Tables tables;
  private final Operations operations;
  private final Applications applications;
  private final Clock clock;
  private final Meter meter;

  Finishing(Platform platform, Operations operations) {
    this.dynamoDb = platform.dynamoDb();
    this.tables = new Tables(platform.settings());
    this.operations = operations;
    this.applications = new Applications(platform);
    this.clock = platform.clock();
    this.meter = platform.meter();
  }

  /** See {@link Operations#end}. */
  Operation finish(OperationRef ref, Ending ending) {
    var operation = operations.get(ref.operationId());
    if (operation.state() == ending.state()) {
      return operation;
    }
    if (!operation.state().mayBecome(ending.state())) {
      throw new OperationSuperseded(
          "operation " + ref.operationId() + " has ended already: " + operation.state());
    }
    operations.requireQuiet(ref, operation.locks());
    var ended = ended(operation, ending);
    var application = ending.application().or(() -> broken(operation, ending));
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        tables.operations(),
        OperationRow.key(ref.operationId()),
        "SET OperationState = :state, EndedAt = :now, Message = :message REMOVE WaitingFor, Phase,"
            + " Control, Alarm, TaskToken",
        "OperationState = :running AND Fence = :fence",
        Row.empty()
            .with(":fence", ref.fence())
            .with(":state", ending.state().name())
            .with(":now", ended.endedAt().orElseThrow())
            .with(":message", ending.message())
            .with(":running", OperationState.RUNNING.name())
            .attributes(),
        () -> Locks.superseded(ref));
    transaction.delete(tables.operations(), Row.key(Operations.RUNNING, ref.operationId()));
    operations.locks().giveBack(transaction, ref, operation.locks());
    writeInventory(transaction, ref.applicationName(), ending);
    application.ifPresent(now -> transaction.put(tables.operations(), Applications.row(now)));
    operations.addEvent(
        transaction, ended, ending.state().name(), ending.message(), Optional.empty());
    transaction.commit();
    meter.ended(ended.kind(), ended.state(), Duration.between(ended.startedAt(), clock.instant()));
    return ended;
  }

  /** An application whose creation or deletion did not end well, unless the ending knows better. */
  private Optional<Application> broken(Operation operation, Ending ending) {
    boolean whole =
        operation.kind() == OperationKind.CREATE_STACK
            || operation.kind() == OperationKind.DELETE_STACK;
    return whole && !ending.forgets() && ending.state() != OperationState.SUCCEEDED
        ? applications
            .find(operation.ref().applicationName())
            .map(application -> application.in(Application.State.BROKEN))
        : Optional.empty();
  }

  private void writeInventory(Transaction transaction, ApplicationName name, Ending ending) {
    operations.putInventory(transaction, ending.changed());
    for (var entry : ending.changed()) {
      entry
          .release()
          .ifPresent(
              release ->
                  transaction.put(tables.operations(), Releases.row(name, entry.place(), release)));
    }
    for (var place : ending.removed()) {
      transaction.delete(tables.inventory(place.group()), Inventory.key(name, place));
      transaction.delete(tables.operations(), Drifts.key(name, place));
    }
    if (ending.forgets()) {
      transaction.delete(tables.operations(), Row.key(Applications.PARTITION, name.key()));
      transaction.delete(tables.operations(), Schedules.key(name));
    }
  }

  private Operation ended(Operation operation, Ending ending) {
    return new Operation(
        operation.ref(),
        operation.kind(),
        ending.state(),
        operation.locks(),
        operation.request(),
        operation.plan(),
        operation.startedBy(),
        operation.startedAt(),
        Optional.of(clock.instant()),
        ending.message(),
        Optional.empty(),
        Phase.WORKING,
        Optional.empty(),
        operation.recovery(),
        operation.attempts(),
        operation.continuation());
  }
}
