package io.slipway.local.data.memory;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/** Answers reads from the tables as they are at one moment. */
final class Reads {

  private static final int MOST_KEYS = 100;

  private final Database database;

  Reads(Database database) {
    this.database = database;
  }

  GetItemResponse get(GetItemRequest request) {
    if (request.hasAttributesToGet()) {
      throw legacy();
    }
    var found =
        one(
            request.tableName(),
            request.key(),
            request.projectionExpression(),
            request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null);
    var answer = GetItemResponse.builder();
    found.ifPresent(answer::item);
    return answer.build();
  }

  TransactGetItemsResponse get(TransactGetItemsRequest request) {
    if (request.transactItems().isEmpty() || request.transactItems().size() > MOST_KEYS) {
      throw TableErrors.invalid("a transaction reads 1 to 100 items");
    }
    var answers =
        request.transactItems().stream()
            .map(item -> item.get())
            .map(
                get ->
                    one(
                        get.tableName(),
                        get.key(),
                        get.projectionExpression(),
                        get.hasExpressionAttributeNames() ? get.expressionAttributeNames() : null))
            .map(found -> found.map(item -> ItemResponse.builder().item(item)))
            .map(found -> found.orElseGet(ItemResponse::builder).build())
            .toList();
    return TransactGetItemsResponse.builder().responses(answers).build();
  }

  BatchGetItemResponse get(BatchGetItemRequest request) {
    int keys = request.requestItems().values().stream().mapToInt(t -> t.keys().size()).sum();
    if (keys == 0 || keys > MOST_KEYS) {
      throw TableErrors.invalid("Too many items requested for the BatchGetItem call");
    }
    var answers = new LinkedHashMap<String, List<Map<String, AttributeValue>>>();
    request.requestItems().forEach((table, wanted) -> answers.put(table, batch(table, wanted)));
    return BatchGetItemResponse.builder().responses(answers).unprocessedKeys(Map.of()).build();
  }

  private List<Map<String, AttributeValue>> batch(String table, KeysAndAttributes wanted) {
    if (wanted.hasAttributesToGet()) {
      throw legacy();
    }
    if (new HashSet<>(wanted.keys()).size() < wanted.keys().size()) {
      throw TableErrors.invalid("Provided list of item keys contains duplicates");
    }
    return wanted.keys().stream()
        .map(
            key ->
                one(
                    table,
                    key,
                    wanted.projectionExpression(),
                    wanted.hasExpressionAttributeNames()
                        ? wanted.expressionAttributeNames()
                        : null))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Map<String, AttributeValue>> one(
      String tableName,
      Map<String, AttributeValue> key,
      String projection,
      Map<String, String> names) {
    var placeholders = Placeholders.of(names, null, projection != null);
    var only = projection(projection, placeholders);
    placeholders.requireAllUsed();
    var table = database.table(tableName);
    var item = table.items().get(table.schema().ofKey(key));
    return Optional.ofNullable(item)
        .map(Item::attributes)
        .map(all -> only.map(paths -> Places.only(paths, all)).orElse(all));
  }

  private static Optional<List<Path>> projection(String text, Placeholders placeholders) {
    return Optional.ofNullable(text).map(t -> UpdateParser.projection(t, placeholders));
  }

  private static Optional<Condition> filter(String text, Placeholders placeholders) {
    return Optional.ofNullable(text)
        .map(t -> ConditionParser.parse("FilterExpression", t, placeholders));
  }

  QueryResponse query(QueryRequest request) {
    if (request.hasKeyConditions() || request.hasQueryFilter() || request.hasAttributesToGet()) {
      throw legacy();
    }
    requireNoIndex(request.indexName());
    var table = database.table(request.tableName());
    var placeholders =
        Placeholders.of(
            request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
            request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null,
            true);
    if (request.keyConditionExpression() == null) {
      throw TableErrors.invalid(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    var range = KeyRange.parse(table.schema(), request.keyConditionExpression(), placeholders);
    var filter = filter(request.filterExpression(), placeholders);
    var only = projection(request.projectionExpression(), placeholders);
    placeholders.requireAllUsed();
    filter.ifPresent(condition -> requireNoKey(condition, table.schema()));
    boolean ascending = request.scanIndexForward() == null || request.scanIndexForward();
    var start = request.hasExclusiveStartKey() ? start(table, request.exclusiveStartKey()) : null;
    if (start != null && (range.place(start) != 0 || !range.contains(start))) {
      throw TableErrors.invalid(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
    var page =
        new Page(table, limit(request.limit()), filter)
            .read(range::place, range::contains, ascending, start);
    var answer = QueryResponse.builder().count(page.items().size()).scannedCount(page.scanned());
    if (request.select() != Select.COUNT) {
      answer.items(selected(page, only));
    }
    page.next().ifPresent(answer::lastEvaluatedKey);
    return answer.build();
  }

  private static void requireNoKey(Condition filter, KeySchema schema) {
    if (filter.attributes().anyMatch(schema::isKey)) {
      throw TableErrors.invalid("Filter Expression can only contain non-primary key attributes");
    }
  }

  ScanResponse scan(ScanRequest request) {
    if (request.hasScanFilter() || request.hasAttributesToGet() || request.segment() != null) {
      throw legacy();
    }
    requireNoIndex(request.indexName());
    var table = database.table(request.tableName());
    boolean expressions =
        request.filterExpression() != null || request.projectionExpression() != null;
    var placeholders =
        Placeholders.of(
            request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
            request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null,
            expressions);
    var filter = filter(request.filterExpression(), placeholders);
    var only = projection(request.projectionExpression(), placeholders);
    placeholders.requireAllUsed();
    var start = request.hasExclusiveStartKey() ? start(table, request.exclusiveStartKey()) : null;
    var page =
        new Page(table, limit(request.limit()), filter).read(key -> 0, key -> true, true, start);
    var answer = ScanResponse.builder().count(page.items().size()).scannedCount(page.scanned());
    if (request.select() != Select.COUNT) {
      answer.items(selected(page, only));
    }
    page.next().ifPresent(answer::lastEvaluatedKey);
    return answer.build();
  }

  private static List<Map<String, AttributeValue>> selected(Page page, Optional<List<Path>> only) {
    return only.map(paths -> page.items().stream().map(item -> Places.only(paths, item)).toList())
        .orElse(page.items());
  }

  private static ItemKey start(Table table, Map<String, AttributeValue> given) {
    try {
      return table.schema().ofKey(given);
    } catch (software.amazon.awssdk.services.dynamodb.model.DynamoDbException e) {
      throw TableErrors.invalid("The provided starting key is invalid");
    }
  }

  private static Optional<Integer> limit(Integer given) {
    if (given != null && given < 1) {
      throw TableErrors.invalid(
          "1 validation error detected: Value at 'limit' failed to satisfy constraint: Member must"
              + " have value greater than or equal to 1");
    }
    return Optional.ofNullable(given);
  }

  private static void requireNoIndex(String name) {
    if (name != null) {
      throw TableErrors.invalid("The table does not have the specified index: " + name);
    }
  }

  private static RuntimeException legacy() {
    return new UnsupportedOperationException(
        "tables in memory know expressions, not their legacy forms, and no segments");
  }
}
