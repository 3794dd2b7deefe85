package io.slipway.store;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The rows of one table as they are now: no read here is ever stale.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html">
 *     DynamoDB: strongly consistent reads</a>
 */
record Rows(DynamoDbClient dynamoDb, String table) {

  Optional<Row> find(Row key) {
    var found =
        dynamoDb.getItem(
            request -> request.tableName(table).key(key.attributes()).consistentRead(true));
    return found.hasItem() ? Optional.of(Row.of(found.item())) : Optional.empty();
  }

  /** All rows of a partition of Slipway_Operations, in the order of their sort keys. */
  Stream<Row> of(String partition) {
    return query("PK = :partition", Row.empty().with(":partition", partition));
  }

  /** Those rows of a partition of Slipway_Operations whose sort keys begin with {@code prefix}. */
  Stream<Row> of(String partition, String prefix) {
    return query(
        "PK = :partition AND begins_with(SK, :prefix)",
        Row.empty().with(":partition", partition).with(":prefix", prefix));
  }

  /** Page by page, as the stream is read. */
  Stream<Row> query(String condition, Row values) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression(condition)
                    .expressionAttributeValues(values.attributes()))
        .items()
        .stream()
        .map(Row::of);
  }
}
