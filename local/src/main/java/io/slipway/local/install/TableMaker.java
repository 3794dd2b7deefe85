package io.slipway.local.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.SdkJson;
import io.slipway.local.template.Declared;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Creates the tables in DynamoDB Local exactly as template.yaml declares them. */
final class TableMaker {

  private static final String TTL = "TimeToLiveSpecification";

  private final DynamoDbClient dynamoDb;
  private final boolean rowsExpire;
  private final Arns arns;

  /**
   * @param rowsExpire whether rows are deleted when their time has come: only where the account's
   *     time is the machine's, which is all that DynamoDB Local knows
   */
  TableMaker(DynamoDbClient dynamoDb, boolean rowsExpire, Arns arns) {
    this.dynamoDb = dynamoDb;
    this.rowsExpire = rowsExpire;
    this.arns = arns;
  }

  Maker maker() {
    return new Maker(
        Set.of(
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "BillingMode",
            "GlobalSecondaryIndexes",
            "LocalSecondaryIndexes",
            TTL),
        Set.of(
            "DeletionProtectionEnabled",
            "PointInTimeRecoverySpecification",
            "SSESpecification",
            "TableClass",
            "Tags"),
        this::make);
  }

  private Made make(Declared resource, ObjectNode properties) {
    var shape = properties.deepCopy();
    shape.remove(java.util.List.of(TTL, "PointInTimeRecoverySpecification"));
    shape.remove(java.util.List.of("DeletionProtectionEnabled", "SSESpecification", "Tags"));
    if (!shape.has("TableName")) {
      throw resource.refused("TableName", "is missing; local mode makes up no names for tables");
    }
    var wanted = read(resource, shape);
    var name = wanted.tableName();
    var table = find(name);
    if (table == null) {
      dynamoDb.createTable(wanted);
    } else if (!table.keySchema().equals(wanted.keySchema())) {
      throw resource.refused(
          "KeySchema", "the data folder has this table with another key; use another folder");
    }
    if (rowsExpire && properties.has(TTL)) {
      expireRows(name, properties);
    }
    return new Made(name, Map.of("Arn", arns.of("dynamodb", "table/" + name)));
  }

  private static CreateTableRequest read(Declared resource, ObjectNode shape) {
    try {
      return SdkJson.read(shape, CreateTableRequest.class);
    } catch (IllegalArgumentException e) {
      throw resource.refused("Properties", e.getMessage());
    }
  }

  private TableDescription find(String name) {
    try {
      return dynamoDb.describeTable(table -> table.tableName(name)).table();
    } catch (ResourceNotFoundException e) {
      return null;
    }
  }

  private void expireRows(String name, ObjectNode properties) {
    var status = dynamoDb.describeTimeToLive(table -> table.tableName(name));
    if (status.timeToLiveDescription().timeToLiveStatus() != TimeToLiveStatus.ENABLED) {
      var specification = SdkJson.read(properties.get(TTL), TimeToLiveSpecification.class);
      dynamoDb.updateTimeToLive(
          table -> table.tableName(name).timeToLiveSpecification(specification));
    }
  }
}
