package io.slipway.store;

import io.slipway.domain.OperationKind;
import io.slipway.runtime.Platform;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which running operations an alarm watches. The names stand in the row that lists an operation as
 * running, so that an alarm nobody watches costs one query and no read of any operation.
 */
public final class Watch {

  private static final String ALARMS = "Alarms";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public Watch(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).operations();
  }

  /** The ids of the operations that run and are watched by the alarm of this name. */
  public List<String> watchedBy(String alarm) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("PK = :running")
                    .filterExpression("contains(" + ALARMS + ", :alarm)")
                    .expressionAttributeValues(
                        Row.empty()
                            .with(":running", Operations.RUNNING)
                            .with(":alarm", alarm)
                            .attributes()))
        .items()
        .stream()
        .map(item -> Row.of(item).text("SK"))
        .toList();
  }

  /** The row that lists an operation as running. */
  static Row row(String operationId, OperationKind kind, List<String> alarms) {
    var row = Row.key(Operations.RUNNING, operationId).with("Kind", kind.toString());
    return alarms.isEmpty() ? row : row.with(ALARMS, AttributeValue.fromSs(alarms));
  }
}
