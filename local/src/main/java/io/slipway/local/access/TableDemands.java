package io.slipway.local.access;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What DynamoDB asks of a caller: a transaction needs the right to each of its parts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">Using
 *     IAM with transactions</a>
 */
record TableDemands(Arns arns) {

  List<Demand> of(DynamoDbRequest request) {
    return switch (request) {
      case GetItemRequest get -> List.of(on("GetItem", get.tableName()));
      case QueryRequest query -> List.of(on("Query", query.tableName()));
      case ScanRequest scan -> List.of(on("Scan", scan.tableName()));
      case PutItemRequest put -> List.of(on("PutItem", put.tableName()));
      case UpdateItemRequest update -> List.of(on("UpdateItem", update.tableName()));
      case DeleteItemRequest delete -> List.of(on("DeleteItem", delete.tableName()));
      case TransactWriteItemsRequest all -> all.transactItems().stream().map(this::part).toList();
      default -> throw Demands.unknown(request);
    };
  }

  private Demand part(TransactWriteItem item) {
    if (item.put() != null) {
      return on("PutItem", item.put().tableName());
    }
    if (item.update() != null) {
      return on("UpdateItem", item.update().tableName());
    }
    return item.delete() != null
        ? on("DeleteItem", item.delete().tableName())
        : on("ConditionCheckItem", item.conditionCheck().tableName());
  }

  private Demand on(String action, String table) {
    return Demand.of("dynamodb:" + action, arns.of("dynamodb", "table/" + table));
  }
}
