package io.slipway.local.data.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Reads the requests that write, in the forms that the SDK has for one and the same thing. */
final class Requests {

  private static final String CONDITION = "ConditionExpression";

  private Requests() {}

  /**
   * A write of which the expressions are read, but not yet whether its table and key fit.
   *
   * @param key the key that the request gives; empty for an item that is put
   * @param keyOf finds the key, or throws where it does not fit the table
   */
  record Draft(
      String table,
      Optional<Map<String, AttributeValue>> key,
      Function<KeySchema, ItemKey> keyOf,
      Optional<Condition> condition,
      Write.Change change,
      boolean tellsItem) {

    /** Refuses what is no request at all, whatever is in the table. */
    void require(Database database) {
      var schema = database.table(table).schema();
      key.ifPresent(schema::requireForm);
    }

    /** The key, where it fits the table. */
    Optional<ItemKey> keyOn(Database database) {
      try {
        return Optional.of(keyOf.apply(database.table(table).schema()));
      } catch (DynamoDbException e) {
        return Optional.empty();
      }
    }

    Write on(Database database) {
      var itemKey = keyOf.apply(database.table(table).schema());
      return new Write(table, itemKey, condition, change, tellsItem);
    }
  }

  /** What every form of a write has in common; null where it is not given. */
  private record Given(
      String table,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      ReturnValuesOnConditionCheckFailure onFailure) {

    Placeholders placeholders(boolean updates) {
      return Placeholders.of(names, values, updates || condition != null);
    }

    Optional<Condition> condition(Placeholders placeholders) {
      return Optional.ofNullable(condition)
          .map(text -> ConditionParser.parse(CONDITION, text, placeholders));
    }

    boolean tellsItem() {
      return onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    }
  }

  static Draft write(PutItemRequest request) {
    if (request.hasExpected() || request.conditionalOperator() != null) {
      throw legacy();
    }
    return put(
        new Given(
            request.tableName(),
            request.conditionExpression(),
            request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
            request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null,
            request.returnValuesOnConditionCheckFailure()),
        request.item());
  }

  static Draft write(UpdateItemRequest request) {
    if (request.hasExpected() || request.hasAttributeUpdates()) {
      throw legacy();
    }
    return update(
        new Given(
            request.tableName(),
            request.conditionExpression(),
            request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
            request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null,
            request.returnValuesOnConditionCheckFailure()),
        request.key(),
        request.updateExpression());
  }

  static Draft write(DeleteItemRequest request) {
    if (request.hasExpected() || request.conditionalOperator() != null) {
      throw legacy();
    }
    return keyed(
        new Given(
            request.tableName(),
            request.conditionExpression(),
            request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
            request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null,
            request.returnValuesOnConditionCheckFailure()),
        request.key(),
        new Write.Deleted());
  }

  static Draft write(TransactWriteItem item) {
    var kinds =
        java.util.stream.Stream.of(item.put(), item.update(), item.delete(), item.conditionCheck())
            .filter(java.util.Objects::nonNull)
            .count();
    if (kinds != 1) {
      throw TableErrors.invalid(
          "TransactItems can only contain one of Check, Put, Update or Delete");
    }
    if (item.put() != null) {
      return put(item.put());
    }
    if (item.update() != null) {
      return update(item.update());
    }
    return item.delete() != null ? delete(item.delete()) : check(item.conditionCheck());
  }

  private static Draft put(Put put) {
    return put(
        new Given(
            put.tableName(),
            put.conditionExpression(),
            put.hasExpressionAttributeNames() ? put.expressionAttributeNames() : null,
            put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null,
            put.returnValuesOnConditionCheckFailure()),
        put.item());
  }

  private static Draft update(software.amazon.awssdk.services.dynamodb.model.Update update) {
    return update(
        new Given(
            update.tableName(),
            update.conditionExpression(),
            update.hasExpressionAttributeNames() ? update.expressionAttributeNames() : null,
            update.hasExpressionAttributeValues() ? update.expressionAttributeValues() : null,
            update.returnValuesOnConditionCheckFailure()),
        update.key(),
        update.updateExpression());
  }

  private static Draft delete(Delete delete) {
    return keyed(
        new Given(
            delete.tableName(),
            delete.conditionExpression(),
            delete.hasExpressionAttributeNames() ? delete.expressionAttributeNames() : null,
            delete.hasExpressionAttributeValues() ? delete.expressionAttributeValues() : null,
            delete.returnValuesOnConditionCheckFailure()),
        delete.key(),
        new Write.Deleted());
  }

  private static Draft check(ConditionCheck check) {
    return keyed(
        new Given(
            check.tableName(),
            check.conditionExpression(),
            check.hasExpressionAttributeNames() ? check.expressionAttributeNames() : null,
            check.hasExpressionAttributeValues() ? check.expressionAttributeValues() : null,
            check.returnValuesOnConditionCheckFailure()),
        check.key(),
        new Write.Checked());
  }

  private static Draft put(Given given, Map<String, AttributeValue> item) {
    var placeholders = given.placeholders(false);
    var condition = given.condition(placeholders);
    placeholders.requireAllUsed();
    var stored = Incoming.item(item);
    return new Draft(
        given.table,
        Optional.empty(),
        schema -> schema.ofItem(stored),
        condition,
        new Write.Put(stored),
        given.tellsItem());
  }

  private static Draft update(Given given, Map<String, AttributeValue> key, String expression) {
    var placeholders = given.placeholders(expression != null);
    var update =
        expression == null ? new Update(List.of()) : UpdateParser.update(expression, placeholders);
    var condition = given.condition(placeholders);
    placeholders.requireAllUsed();
    return new Draft(
        given.table,
        Optional.of(key),
        schema -> schema.ofKey(key),
        condition,
        new Write.Updated(update),
        given.tellsItem());
  }

  private static Draft keyed(Given given, Map<String, AttributeValue> key, Write.Change change) {
    var placeholders = given.placeholders(false);
    var condition = given.condition(placeholders);
    placeholders.requireAllUsed();
    return new Draft(
        given.table,
        Optional.of(key),
        schema -> schema.ofKey(key),
        condition,
        change,
        given.tellsItem());
  }

  private static RuntimeException legacy() {
    return new UnsupportedOperationException(
        "tables in memory know expressions, not their legacy forms");
  }
}
