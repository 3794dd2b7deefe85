package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.store.Queue.Waiting;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The rows by which operations wait, in the order of their numbers within an application. */
final class QueueRows {

  private static final String PARTITION = "QUEUED";

  private final DynamoDbClient dynamoDb;
  private final String table;

  QueueRows(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** All who wait. */
  List<Waiting> all() {
    return query("");
  }

  /** Who waits for an application, first come first. */
  List<Waiting> of(ApplicationName application) {
    return query(application.key() + "#");
  }

  /** The number of the last that has come; 0 where none has. */
  long tail(ApplicationName application) {
    var found =
        dynamoDb.getItem(
            request ->
                request
                    .tableName(table)
                    .key(tailKey(application).attributes())
                    .consistentRead(true));
    return found.hasItem() ? Row.of(found.item()).number("QueueTail") : 0;
  }

  /** The key of the row by which an operation waits. */
  static Row key(Waiting waiting) {
    return Row.key(PARTITION, sort(waiting.application(), waiting.number()));
  }

  static Row row(Queue.Entry entry, long number) {
    return Row.key(PARTITION, sort(entry.application(), number))
        .with("OperationId", entry.operationId())
        .with("ApplicationName", entry.application().value())
        .with("Number", number)
        .withJson("Groups", entry.groups())
        .with("Supersedes", entry.supersedes() ? 1 : 0);
  }

  private static String sort(ApplicationName application, long number) {
    return application.key() + "#" + String.format("%012d", number);
  }

  static Row tailKey(ApplicationName application) {
    return Row.key("APPLICATION#" + application.key(), "QUEUE");
  }

  private List<Waiting> query(String prefix) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression(
                        "PK = :partition" + (prefix.isEmpty() ? "" : " AND begins_with(SK, :key)"))
                    .expressionAttributeValues(values(prefix).attributes()))
        .items()
        .stream()
        .map(Row::of)
        .map(QueueRows::waiting)
        .toList();
  }

  private static Row values(String prefix) {
    var values = Row.empty().with(":partition", PARTITION);
    return prefix.isEmpty() ? values : values.with(":key", prefix);
  }

  private static Waiting waiting(Row row) {
    return new Waiting(
        row.text("OperationId"),
        new ApplicationName(row.text("ApplicationName")),
        row.number("Number"),
        Arrays.asList(row.json("Groups", EnvironmentGroup[].class)),
        row.number("Supersedes") == 1);
  }
}
