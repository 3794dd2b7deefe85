package io.slipway.store;

import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.Phase;
import io.slipway.domain.RecoveryAttempts;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written of operations that begin to wait: each, its place at the end of the queue and its
 * QUEUED event. Their locks know of them by the same transaction.
 */
final class Entering {

  private final QueueRows rows;
  private final Operations operations;
  private final String table;
  private final Clock clock;

  Entering(QueueRows rows, Operations operations, String table, Clock clock) {
    this.rows = rows;
    this.operations = operations;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Adds to a transaction that operations of one application begin to wait, in their order.
   *
   * @param entries at least one
   * @param place of the first, from 1
   * @return the operations as they are written
   */
  List<Operation> add(Transaction transaction, List<Queue.Entry> entries, int place) {
    var application = entries.getFirst().application();
    long tail = rows.tail(application);
    var waiting = new java.util.ArrayList<Operation>();
    for (var entry : entries) {
      var operation = queued(entry, place + waiting.size());
      waiting.add(operation);
      transaction.putNew(
          table,
          OperationRow.of(operation),
          "PK",
          () -> new RetryLater("operation " + entry.operationId() + " has been started already"));
      transaction.put(table, QueueRows.row(entry, tail + waiting.size()));
      operations.addEvent(
          transaction,
          operation,
          OperationState.QUEUED.name(),
          operation.message(),
          Optional.of(Map.of("request", entry.request())));
    }
    transaction.update(
        table,
        QueueRows.tailKey(application),
        "SET QueueTail = :last",
        "attribute_not_exists(QueueTail) OR QueueTail = :tail",
        Row.empty().with(":last", tail + waiting.size()).with(":tail", tail).attributes(),
        () -> new RetryLater("another operation has just entered the queue"));
    return waiting;
  }

  private Operation queued(Queue.Entry entry, int place) {
    return new Operation(
        new OperationRef(entry.operationId(), entry.application(), 0),
        entry.kind(),
        OperationState.QUEUED,
        entry.groups(),
        entry.request(),
        Json.mapper().createObjectNode(),
        entry.startedBy(),
        clock.instant(),
        Optional.empty(),
        "queued at place "
            + place
            + " for '"
            + entry.application()
            + "': starts by itself, planned afresh, when those before it have ended",
        Optional.empty(),
        Phase.WORKING,
        Optional.empty(),
        Optional.empty(),
        RecoveryAttempts.INITIAL,
        Optional.empty());
  }
}
