package io.slipway.store;

import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Runs of steps of which nobody has heard how they ended, as the lock of their operation has them:
 * while one may be at work, nothing is read back for good, and no lock is given back.
 *
 * <p>Whoever begins a step again says only that; for how long is counted by the clock of whoever is
 * to end the operation, from its first refusal, so that no two functions' clocks have to agree.
 */
final class Unheard {

  /** Holds of a lock whose operation may end. */
  static final String NONE = "attribute_not_exists(Unheard)";

  private final DynamoDbClient dynamoDb;
  private final String table;

  Unheard(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * Adds to a transaction that it holds only while the operation has its locks, and that a run of
   * one of its steps may be at work that began before.
   *
   * @param beginning of the step, now; another each time
   */
  void add(Transaction transaction, OperationRef ref, EnvironmentGroup group, String beginning) {
    transaction.update(
        table,
        Locks.key(ref.applicationName(), group),
        "SET Unheard = :unheard REMOVE QuietAt",
        Locks.HELD,
        Locks.holder(ref).with(":unheard", beginning).attributes(),
        () -> Locks.superseded(ref));
  }

  /**
   * Refuses while there is such a run.
   *
   * @throws RetryLater with how long it may be at work at most
   */
  void requireNone(OperationRef ref, List<EnvironmentGroup> groups, Instant now) {
    for (var group : groups) {
      new Rows(dynamoDb, table)
          .find(Locks.key(ref.applicationName(), group))
          .filter(lock -> lock.has("Unheard"))
          .ifPresent(lock -> requireQuiet(ref, group, lock, now));
    }
  }

  private void requireQuiet(OperationRef ref, EnvironmentGroup group, Row lock, Instant now) {
    var longest = now.plus(Platform.LONGEST_CHANGE);
    var values = Locks.holder(ref).with(":unheard", lock.text("Unheard"));
    // What is further away was written by another clock.
    Optional<Instant> quietAt =
        lock.find("QuietAt").map(Instant::parse).filter(at -> !at.isAfter(longest));
    if (quietAt.filter(at -> !at.isAfter(now)).isPresent()) {
      write(ref, group, "REMOVE Unheard, QuietAt", values);
      return;
    }
    if (quietAt.isEmpty()) {
      write(ref, group, "SET QuietAt = :quiet", values.with(":quiet", longest));
    }
    throw new RetryLater(
        "a step had to be begun again, and its earlier run may still be at work for "
            + Duration.between(now, quietAt.orElse(longest)).toSeconds()
            + " seconds");
  }

  private void write(OperationRef ref, EnvironmentGroup group, String update, Row values) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(Locks.key(ref.applicationName(), group).attributes())
                  .updateExpression(update)
                  .conditionExpression(Locks.HELD + " AND Unheard = :unheard")
                  .expressionAttributeValues(values.attributes()));
    } catch (ConditionalCheckFailedException e) {
      throw new RetryLater("a step has just been begun once more, or the operation taken over", e);
    }
  }
}
