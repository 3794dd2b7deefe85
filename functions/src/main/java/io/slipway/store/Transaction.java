package io.slipway.store;

import io.slipway.domain.RetryLater;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Several writes that happen together or not at all. Each says what it means when its condition
 * does not hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">
 *     TransactWriteItems: up to 100 items, reasons in their order</a>
 */
final class Transaction {

  private record Part(TransactWriteItem item, Supplier<RuntimeException> refusal) {}

  private final DynamoDbClient dynamoDb;
  private final List<Part> parts = new ArrayList<>();

  Transaction(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  Transaction put(String table, Row row) {
    parts.add(
        new Part(
            TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(row.attributes()))
                .build(),
            unexpected(table)));
    return this;
  }

  Transaction putNew(
      String table, Row row, String keyAttribute, Supplier<RuntimeException> refusal) {
    return putIf(table, row, "attribute_not_exists(" + keyAttribute + ")", refusal);
  }

  Transaction putOver(
      String table, Row row, String keyAttribute, Supplier<RuntimeException> refusal) {
    return putIf(table, row, "attribute_exists(" + keyAttribute + ")", refusal);
  }

  /** Puts a row in the place of one that still has this value. */
  Transaction putWhile(
      String table,
      Row row,
      String attribute,
      AttributeValue value,
      Supplier<RuntimeException> refusal) {
    parts.add(
        new Part(
            TransactWriteItem.builder()
                .put(
                    put ->
                        put.tableName(table)
                            .item(row.attributes())
                            .conditionExpression("#attribute = :value")
                            .expressionAttributeNames(Map.of("#attribute", attribute))
                            .expressionAttributeValues(Map.of(":value", value)))
                .build(),
            refusal));
    return this;
  }

  private Transaction putIf(
      String table, Row row, String condition, Supplier<RuntimeException> refusal) {
    parts.add(
        new Part(
            TransactWriteItem.builder()
                .put(
                    put ->
                        put.tableName(table).item(row.attributes()).conditionExpression(condition))
                .build(),
            refusal));
    return this;
  }

  /** Changes a row, or makes it where there is none. */
  Transaction update(String table, Row key, String update, Map<String, AttributeValue> values) {
    parts.add(
        new Part(
            TransactWriteItem.builder()
                .update(
                    item ->
                        item.tableName(table)
                            .key(key.attributes())
                            .updateExpression(update)
                            .expressionAttributeValues(values))
                .build(),
            unexpected(table)));
    return this;
  }

  Transaction update(
      String table,
      Row key,
      String update,
      String condition,
      Map<String, AttributeValue> values,
      Supplier<RuntimeException> refusal) {
    parts.add(
        new Part(
            TransactWriteItem.builder()
                .update(
                    item ->
                        item.tableName(table)
                            .key(key.attributes())
                            .updateExpression(update)
                            .conditionExpression(condition)
                            .expressionAttributeValues(values))
                .build(),
            refusal));
    return this;
  }

  Transaction check(
      String table,
      Row key,
      String condition,
      Map<String, AttributeValue> values,
      Supplier<RuntimeException> refusal) {
    parts.add(
        new Part(
            TransactWriteItem.builder()
                .conditionCheck(
                    item ->
                        item.tableName(table)
                            .key(key.attributes())
                            .conditionExpression(condition)
                            .expressionAttributeValues(values.isEmpty() ? null : values))
                .build(),
            refusal));
    return this;
  }

  Transaction delete(String table, Row key) {
    parts.add(
        new Part(
            TransactWriteItem.builder()
                .delete(item -> item.tableName(table).key(key.attributes()))
                .build(),
            unexpected(table)));
    return this;
  }

  /**
   * Writes everything or nothing.
   *
   * @throws RetryLater where another transaction is at the same items just now
   */
  void commit() {
    try {
      dynamoDb.transactWriteItems(
          request -> request.transactItems(parts.stream().map(Part::item).toList()));
    } catch (TransactionCanceledException e) {
      throw refusal(e);
    } catch (TransactionInProgressException e) {
      throw new RetryLater("another transaction is at the same items", e);
    }
  }

  private RuntimeException refusal(TransactionCanceledException cancelled) {
    var reasons = cancelled.cancellationReasons();
    for (int i = 0; i < reasons.size(); i++) {
      if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
        return parts.get(i).refusal().get();
      }
    }
    boolean ours = reasons.stream().anyMatch(reason -> "ValidationError".equals(reason.code()));
    return ours
        ? cancelled
        : new RetryLater("the tables are busy: " + cancelled.getMessage(), cancelled);
  }

  private static Supplier<RuntimeException> unexpected(String table) {
    return () -> new IllegalStateException("a write without a condition was refused by " + table);
  }
}
