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

  private final Rows rows;

  QueueRows(DynamoDbClient dynamoDb, String table) {
    this.rows = new Rows(dynamoDb, table);
  }

  /** All who wait. */
  List<Waiting> all() {
    return rows.of(PARTITION).map(QueueRows::waiting).toList();
  }

  /** Who waits for an application, first come first. */
  List<Waiting> of(ApplicationName application) {
    return rows.of(PARTITION, application.key() + "#").map(QueueRows::waiting).toList();
  }

  /** The number of the last that has come; 0 where none has. */
  long tail(ApplicationName application) {
    return rows.find(tailKey(application)).map(row -> row.number("QueueTail")).orElse(0L);
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

  private static Waiting waiting(Row row) {
    return new Waiting(
        row.text("OperationId"),
        new ApplicationName(row.text("ApplicationName")),
        row.number("Number"),
        Arrays.asList(row.json("Groups", EnvironmentGroup[].class)),
        row.number("Supersedes") == 1);
  }
}
