package io.slipway.store;

import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The requests that came with an Idempotency-Key in the last day. */
final class RememberedRequests {

  private static final Duration KEPT = Duration.ofDays(1);

  private final Rows rows;
  private final String table;
  private final Clock clock;

  RememberedRequests(DynamoDbClient dynamoDb, Tables tables, Clock clock) {
    this.table = tables.operations();
    this.rows = new Rows(dynamoDb, table);
    this.clock = clock;
  }

  /**
   * What is remembered of the request with this key.
   *
   * @throws Rejected 422 where that had another body
   */
  Optional<Row> find(IdempotencyKey key) {
    var row = rows.find(key.row());
    if (row.filter(known -> !known.text("BodyHash").equals(key.bodyHash())).isPresent()) {
      throw new Rejected(
          422,
          "idempotency-key-reused",
          "Idempotency-Key: it was used with another body; use a new key for a new request");
    }
    return row;
  }

  /** Adds to a transaction that a request with this key was answered, and what it was about. */
  void add(
      Transaction transaction, IdempotencyKey key, String operationId, Optional<String> token) {
    add(transaction, key, Row.empty().with("OperationId", operationId).with("TaskToken", token));
  }

  /** Adds to a transaction that a request with this key was answered, and with what. */
  void add(Transaction transaction, IdempotencyKey key, Row answer) {
    var row =
        key.row()
            .with("BodyHash", key.bodyHash())
            .with("ExpiresAt", clock.instant().plus(KEPT).getEpochSecond());
    answer.attributes().forEach(row::with);
    transaction.putNew(
        table,
        row,
        "PK",
        () -> new RetryLater("a request with the same Idempotency-Key is being answered"));
  }
}
