package io.slipway.local.access;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
      case PutItemRequest put -> List.of(putting(put.tableName(), put.item()));
      case UpdateItemRequest update -> List.of(on("UpdateItem", update.tableName()));
      case DeleteItemRequest delete -> List.of(on("DeleteItem", delete.tableName()));
      case TransactWriteItemsRequest all -> all.transactItems().stream().map(this::part).toList();
      default -> throw Demands.unknown(request);
    };
  }

  private Demand part(TransactWriteItem item) {
    if (item.put() != null) {
      return putting(item.put().tableName(), item.put().item());
    }
    if (item.update() != null) {
      return on("UpdateItem", item.update().tableName());
    }
    return item.delete() != null
        ? on("DeleteItem", item.delete().tableName())
        : on("ConditionCheckItem", item.conditionCheck().tableName());
  }

  /**
   * Of the tables, Slipway_Operations has this key.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">The
   *     condition key dynamodb:LeadingKeys</a>
   */
  private Demand putting(String table, Map<String, AttributeValue> item) {
    var demand = on("PutItem", table);
    return item.containsKey("PK")
        ? new Demand(
            demand.action(), demand.resource(), Map.of("dynamodb:LeadingKeys", item.get("PK").s()))
        : demand;
  }

  private Demand on(String action, String table) {
    return Demand.of("dynamodb:" + action, arns.of("dynamodb", "table/" + table));
  }
}
