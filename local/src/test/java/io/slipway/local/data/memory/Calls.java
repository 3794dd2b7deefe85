package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A seeded sequence of calls on Slipway's tables, on keys of its own. */
@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
final class Calls {

  static final String OPERATIONS = "Slipway_Operations";
  static final String SPECIFICATIONS = "Slipway_Specifications";
  static final String EVENTS = "DevOpsLogsTable";

  private static final Set<String> KEYS =
      Set.of("PK", "SK", "ApplicationName", "Version", "ResourceName", "Time");
  private static final Pattern UPDATES_KEY =
      Pattern.compile("(SET|REMOVE|ADD|DELETE|,)\\s+(PK|SK|#time)\\b");

  private final RandomGenerator random;
  private final String prefix;
  private final Expressions expressions;
  private final List<TransactWriteItemsRequest> withToken = new ArrayList<>();

  Calls(RandomGenerator random, String prefix) {
    this.random = random;
    this.prefix = prefix;
    this.expressions = new Expressions(random);
  }

  DynamoDbRequest next() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> put();
      case 4, 5, 6, 7, 8 -> update();
      case 9 -> delete();
      case 10, 11 -> get();
      case 12, 13, 14 -> query();
      case 15 -> random.nextBoolean() ? batchGet() : transactGet();
      default -> transaction();
    };
  }

  private String table() {
    return switch (random.nextInt(60)) {
      case 0 -> "NoSuchTable";
      case 1, 2, 3, 4, 5 -> SPECIFICATIONS;
      case 6, 7, 8, 9, 10 -> EVENTS;
      default -> OPERATIONS;
    };
  }

  private Map<String, AttributeValue> key(String table) {
    var key = wholeKey(table);
    if (random.nextInt(40) == 0) {
      var name = key.keySet().stream().sorted().toList().get(random.nextInt(2));
      switch (random.nextInt(4)) {
        case 0 -> key.remove(name);
        case 1 -> key.put(name, expressions.values().any());
        case 2 -> key.put("Other", AttributeValue.fromS("x"));
        default -> key.put(name, AttributeValue.fromS(""));
      }
    }
    return key;
  }

  private Map<String, AttributeValue> wholeKey(String table) {
    var key = new HashMap<String, AttributeValue>();
    var partition = AttributeValue.fromS(prefix + pick("OPERATION#1", "APPLICATION#shop"));
    switch (table) {
      case SPECIFICATIONS -> {
        key.put("ApplicationName", partition);
        key.put("Version", AttributeValue.fromN(pick("1", "2", "10", "1.0", "-3")));
      }
      case EVENTS -> {
        key.put("ResourceName", partition);
        key.put(
            "Time",
            AttributeValue.fromS(
                pick(
                    "2026-01-01#1",
                    "2026-01-02#1",
                    "2026-01-02#2",
                    "\u00e9",
                    "\ud83d\ude00",
                    "\uffee")));
      }
      default -> {
        key.put("PK", partition);
        key.put(
            "SK",
            AttributeValue.fromS(
                pick("OPERATION", "LOCK#prod", "STEP#a", "STEP#b", "RELEASE#PROD1#1")));
      }
    }
    return key;
  }

  private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    var item = new HashMap<>(key);
    var values = expressions.values();
    for (var name :
        List.of("OperationState", "LockedBy", "Message", "Phase", "Owner", "TaskToken")) {
      if (random.nextInt(3) == 0) {
        item.put(name, values.of(":text"));
      }
    }
    put(item, "Fence", ":number");
    put(item, "Tags", ":set");
    put(item, "Numbers", ":numbers");
    put(item, "Elements", ":list");
    put(item, "Doc", ":map");
    put(item, "Flag", ":flag");
    put(item, "Nothing", ":nothing");
    put(item, "Bytes", ":bytes");
    return item;
  }

  private void put(Map<String, AttributeValue> item, String name, String kind) {
    if (random.nextInt(3) == 0) {
      item.put(name, expressions.values().of(kind));
    }
  }

  private DynamoDbRequest put() {
    var table = table();
    var drawn = expressions.condition();
    return PutItemRequest.builder()
        .tableName(table)
        .item(item(key(table)))
        .conditionExpression(drawn.condition)
        .expressionAttributeNames(drawn.namesOrNull())
        .expressionAttributeValues(drawn.valuesOrNull())
        .returnValues(returned())
        .returnValuesOnConditionCheckFailure(onFailure())
        .build();
  }

  private DynamoDbRequest update() {
    var table = table();
    var drawn = expressions.update();
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key(table))
        .updateExpression(drawn.update)
        .conditionExpression(drawn.condition)
        .expressionAttributeNames(drawn.namesOrNull())
        .expressionAttributeValues(drawn.valuesOrNull())
        .returnValues(returned())
        .returnValuesOnConditionCheckFailure(onFailure())
        .build();
  }

  private DynamoDbRequest delete() {
    var table = table();
    var drawn = expressions.condition();
    return DeleteItemRequest.builder()
        .tableName(table)
        .key(key(table))
        .conditionExpression(drawn.condition)
        .expressionAttributeNames(drawn.namesOrNull())
        .expressionAttributeValues(drawn.valuesOrNull())
        .returnValues(returned())
        .returnValuesOnConditionCheckFailure(onFailure())
        .build();
  }

  private DynamoDbRequest get() {
    var table = table();
    var request = GetItemRequest.builder().tableName(table).key(key(table)).consistentRead(true);
    if (random.nextInt(3) == 0) {
      var drawn = new Expressions.Drawn();
      var text = expressions.damaged(expressions.path() + ", " + expressions.path());
      expressions.placeholders(drawn, text);
      request.projectionExpression(text).expressionAttributeNames(drawn.namesOrNull());
    }
    return request.build();
  }

  private DynamoDbRequest batchGet() {
    var keys = List.of(key(OPERATIONS), key(OPERATIONS));
    return BatchGetItemRequest.builder()
        .requestItems(
            Map.of(OPERATIONS, KeysAndAttributes.builder().keys(keys).consistentRead(true).build()))
        .build();
  }

  private DynamoDbRequest transactGet() {
    return TransactGetItemsRequest.builder()
        .transactItems(
            one -> one.get(get -> get.tableName(OPERATIONS).key(wholeKey(OPERATIONS))),
            two -> two.get(get -> get.tableName(EVENTS).key(wholeKey(EVENTS))))
        .build();
  }

  private DynamoDbRequest query() {
    var table = table();
    var drawn = new Expressions.Drawn();
    var partition = prefix + pick("OPERATION#1", "APPLICATION#shop");
    drawn.values.put(":partition", AttributeValue.fromS(partition));
    var condition = expressions.damaged(keyCondition(table, drawn));
    // DynamoDB Local neither ends a page at a bound of the range nor goes on from it.
    boolean between = condition.contains("BETWEEN") || table.equals(SPECIFICATIONS);
    var request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression(condition)
            .scanIndexForward(random.nextBoolean());
    if (random.nextInt(3) == 0 && !between) {
      request.limit(random.nextInt(5));
    }
    if (random.nextInt(4) == 0) {
      request.filterExpression(expressions.filter(drawn));
    }
    if (random.nextInt(8) == 0) {
      request.select(Select.COUNT);
    }
    var start = key(table);
    if (random.nextInt(4) == 0 && !between && !start.containsValue(drawn.values.get(":sort"))) {
      request.exclusiveStartKey(start);
    }
    return request
        .expressionAttributeNames(drawn.namesOrNull())
        .expressionAttributeValues(drawn.valuesOrNull())
        .build();
  }

  private String keyCondition(String table, Expressions.Drawn drawn) {
    var partition =
        switch (table) {
          case SPECIFICATIONS -> "ApplicationName";
          case EVENTS -> "ResourceName";
          default -> "PK";
        };
    var start = partition + " = :partition";
    if (random.nextInt(4) == 0) {
      return start;
    }
    String sort;
    AttributeValue value;
    switch (table) {
      case SPECIFICATIONS -> {
        sort = "Version";
        value = AttributeValue.fromN(pick("1", "2", "5"));
      }
      case EVENTS -> {
        sort = "#time";
        drawn.names.put("#time", "Time");
        value = AttributeValue.fromS(pick("0", "2026-01-02", "\u00ea"));
      }
      default -> {
        sort = "SK";
        value = AttributeValue.fromS(pick("STEP#", "RELEASE#", "LOCK#", "M"));
      }
    }
    drawn.values.put(":sort", value);
    return start
        + " AND "
        + switch (random.nextInt(4)) {
          case 0 -> "begins_with(" + sort + ", :sort)";
          case 1 -> {
            var sign = pick(" = ", " < ", " <= ", " > ", " >= ", " <> ");
            if (sign.equals(" = ")) {
              drawn.values.put(":sort", wholeKey(table).get(sort.replace("#time", "Time")));
            }
            yield sort + sign + ":sort";
          }
          case 2 -> {
            drawn.values.put(
                ":high",
                value.n() == null ? AttributeValue.fromS("S~") : AttributeValue.fromN("3"));
            yield sort + " BETWEEN :sort AND :high";
          }
          default -> sort + " >= :sort";
        };
  }

  private DynamoDbRequest transaction() {
    if (!withToken.isEmpty() && random.nextInt(6) == 0) {
      var again = withToken.get(random.nextInt(withToken.size()));
      return random.nextInt(3) > 0 ? again : again.toBuilder().transactItems(part()).build();
    }
    var parts = new ArrayList<TransactWriteItem>();
    int count = 1 + random.nextInt(4);
    var keys = new HashSet<Map<String, AttributeValue>>();
    for (int i = 0; i < count; i++) {
      var part = part();
      if (keys.add(keyOf(part))) {
        parts.add(part);
      }
    }
    var request = TransactWriteItemsRequest.builder().transactItems(parts);
    if (random.nextInt(4) == 0) {
      request.clientRequestToken(prefix.replace("#", "-") + withToken.size());
      withToken.add(request.build());
    }
    return request.build();
  }

  /** Two writes of one item are refused by DynamoDB, and not always by DynamoDB Local. */
  private static Map<String, AttributeValue> keyOf(TransactWriteItem part) {
    if (part.put() != null) {
      var key = new HashMap<>(part.put().item());
      key.keySet().retainAll(KEYS);
      return Incoming.item(key);
    }
    if (part.update() != null) {
      return Incoming.item(part.update().key());
    }
    return Incoming.item(part.delete() != null ? part.delete().key() : part.conditionCheck().key());
  }

  private TransactWriteItem part() {
    var table = table();
    var key = wholeKey(table);
    var failure = onFailure();
    var part = TransactWriteItem.builder();
    switch (random.nextInt(5)) {
      case 0 -> {
        var drawn = expressions.mustCondition();
        part.conditionCheck(
            check ->
                check
                    .tableName(table)
                    .key(key)
                    .conditionExpression(drawn.condition)
                    .expressionAttributeNames(drawn.namesOrNull())
                    .expressionAttributeValues(drawn.valuesOrNull())
                    .returnValuesOnConditionCheckFailure(failure));
      }
      case 1 -> {
        var drawn = expressions.condition();
        part.delete(
            delete ->
                delete
                    .tableName(table)
                    .key(key)
                    .conditionExpression(drawn.condition)
                    .expressionAttributeNames(drawn.namesOrNull())
                    .expressionAttributeValues(drawn.valuesOrNull())
                    .returnValuesOnConditionCheckFailure(failure));
      }
      case 2 -> {
        var drawn = expressions.condition();
        var item = item(wholeKey(table));
        part.put(
            put ->
                put.tableName(table)
                    .item(item)
                    .conditionExpression(drawn.condition)
                    .expressionAttributeNames(drawn.namesOrNull())
                    .expressionAttributeValues(drawn.valuesOrNull())
                    .returnValuesOnConditionCheckFailure(failure));
      }
      default -> {
        var drawn = updateOfNoKey();
        part.update(
            update ->
                update
                    .tableName(table)
                    .key(key)
                    .updateExpression(drawn.update == null ? "REMOVE Phase" : drawn.update)
                    .conditionExpression(drawn.condition)
                    .expressionAttributeNames(drawn.namesOrNull())
                    .expressionAttributeValues(drawn.valuesOrNull())
                    .returnValuesOnConditionCheckFailure(failure));
      }
    }
    return part.build();
  }

  /** DynamoDB Local gives a list of reasons that is too short where a key is updated. */
  private Expressions.Drawn updateOfNoKey() {
    var drawn = expressions.update();
    while (drawn.update != null && UPDATES_KEY.matcher(drawn.update).find()) {
      drawn = expressions.update();
    }
    return drawn;
  }

  private ReturnValue returned() {
    return switch (random.nextInt(8)) {
      case 0 -> ReturnValue.ALL_OLD;
      case 1 -> ReturnValue.ALL_NEW;
      case 2 -> ReturnValue.UPDATED_OLD;
      case 3 -> ReturnValue.UPDATED_NEW;
      case 4 -> ReturnValue.NONE;
      default -> null;
    };
  }

  private ReturnValuesOnConditionCheckFailure onFailure() {
    return random.nextInt(3) == 0 ? ReturnValuesOnConditionCheckFailure.ALL_OLD : null;
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
