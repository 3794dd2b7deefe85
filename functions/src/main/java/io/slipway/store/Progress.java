package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * What a running operation has done and is about to do: an event before and after each change, and
 * the steps that its page shows.
 *
 * <p>Each write holds only while the operation still has its locks, so a step that comes too late
 * fails here, before it changes anything.
 */
public final class Progress {

  private final DynamoDbClient dynamoDb;
  private final Operations operations;
  private final String table;
  private final Rows rows;
  private final Unheard unheard;
  private final Clock clock;
  private final Ids ids;

  public Progress(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.operations = new Operations(platform);
    this.table = new Tables(platform.settings()).operations();
    this.rows = new Rows(dynamoDb, table);
    this.unheard = new Unheard(dynamoDb, table);
    this.clock = platform.clock();
    this.ids = platform.ids();
  }

  /**
   * Says what is about to be changed. Where the step has said so before, an earlier run of it may
   * still be at work, so the operation does not end before that cannot be any more.
   *
   * @throws OperationSuperseded where the operation may not change anything any more
   * @throws RetryLater where another run of the step begins at the same moment
   */
  public void begin(OperationRef ref, StepName step, String message) {
    begin(ref, step, message, Optional.empty());
  }

  /** As {@link #begin(OperationRef, StepName, String)}, with what later runs of the step need. */
  public void begin(OperationRef ref, StepName step, String message, Object details) {
    begin(ref, step, message, Optional.of(details));
  }

  /** Says what is waited for, or looked at, from now on; nothing is changed for that. */
  public void awaits(OperationRef ref, StepName step, String message) {
    write(ref, step, StepRecord.Outcome.RUNNING, message, Optional.empty(), List.of());
  }

  /** As {@link #awaits(OperationRef, StepName, String)}, with what later runs of the step need. */
  public void awaits(OperationRef ref, StepName step, String message, Object details) {
    write(ref, step, StepRecord.Outcome.RUNNING, message, Optional.of(details), List.of());
  }

  /** Says what has been changed, with the numbers that belong to it. */
  public void done(OperationRef ref, StepName step, String message, Object details) {
    done(ref, step, message, details, List.of());
  }

  /**
   * Says what has been changed, and writes the rows of the inventory that changed with it: all or
   * nothing.
   */
  public void done(
      OperationRef ref,
      StepName step,
      String message,
      Object details,
      List<InventoryEntry> changed) {
    write(ref, step, StepRecord.Outcome.DONE, message, Optional.of(details), changed);
  }

  /** Says that the change could not be made, or that a gate did not pass. */
  public void failed(OperationRef ref, StepName step, String message, Object details) {
    write(ref, step, StepRecord.Outcome.FAILED, message, Optional.of(details), List.of());
  }

  /**
   * Tells readers what the operation waits for; leaves no event.
   *
   * @throws OperationSuperseded where the operation may not change anything any more
   */
  public void waitingFor(OperationRef ref, String what) {
    updateRunning(ref, "SET WaitingFor = :what", Row.empty().with(":what", what));
  }

  /** When a step was last done or failed; empty where it has not been, or is under way again. */
  public Optional<Instant> ended(String operationId, StepName step) {
    return of(operationId).stream()
        .filter(
            record -> record.state().equals(step.state()) && record.scope().equals(step.scope()))
        .findFirst()
        .flatMap(StepRecord::endedAt);
  }

  /** The steps so far, in the order in which they began. */
  public List<StepRecord> of(String operationId) {
    return rows.of("OPERATION#" + operationId, "STEP#")
        .sorted(Comparator.comparing(row -> row.text("Began")))
        .map(Progress::step)
        .toList();
  }

  private void begin(OperationRef ref, StepName step, String message, Optional<?> details) {
    var operation = operations.get(ref.operationId());
    var key = StepRow.key(ref.operationId(), step);
    var locks = operation.locks();
    var now = clock.instant();
    var beginning = ids.next();
    long before = begun(key);
    var transaction = new Transaction(dynamoDb);
    if (before == 0 || locks.isEmpty()) {
      operations.locks().hold(transaction, ref, locks);
    } else {
      unheard.add(transaction, ref, locks.getFirst(), beginning);
    }
    StepRow.begin(transaction, table, key, step, before, message, details, now, beginning);
    operations.addEvent(
        transaction, operation, step + " " + StepRecord.Outcome.RUNNING, message, details);
    transaction.commit();
  }

  private long begun(Row key) {
    return rows.find(key).map(StepRow::begun).orElse(0L);
  }

  private void write(
      OperationRef ref,
      StepName step,
      StepRecord.Outcome outcome,
      String message,
      Optional<?> details,
      List<InventoryEntry> changed) {
    var operation = operations.get(ref.operationId());
    var transaction = new Transaction(dynamoDb);
    operations.locks().hold(transaction, ref, operation.locks());
    StepRow.write(
        transaction,
        table,
        StepRow.key(ref.operationId(), step),
        step,
        outcome,
        message,
        details,
        clock.instant(),
        ids.next());
    operations.putInventory(transaction, changed);
    operations.addEvent(transaction, operation, step + " " + outcome, message, details);
    transaction.commit();
  }

  private void updateRunning(OperationRef ref, String update, Row values) {
    Map<String, AttributeValue> all =
        values
            .with(":running", OperationState.RUNNING.name())
            .with(":fence", ref.fence())
            .attributes();
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(OperationRow.key(ref.operationId()).attributes())
                  .updateExpression(update)
                  .conditionExpression("OperationState = :running AND Fence = :fence")
                  .expressionAttributeValues(all));
    } catch (ConditionalCheckFailedException e) {
      throw Locks.superseded(ref);
    }
  }

  private static StepRecord step(Row row) {
    return new StepRecord(
        row.text("StepState"),
        row.text("StepScope"),
        StepRecord.Outcome.valueOf(row.text("Outcome")),
        row.time("StartedAt"),
        row.find("EndedAt").map(Instant::parse),
        row.text("Message"),
        row.find("Details").map(text -> Json.readOwn(text, JsonNode.class)));
  }
}
