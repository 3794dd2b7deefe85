package io.slipway.local.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.LocalSlipway;
import io.slipway.local.account.Call;
import io.slipway.local.http.HttpAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Sees what a request has left behind: rows of the tables, changes in AWS, lines of the log. */
final class Witness {

  private static final Set<String> READING =
      Set.of("Describe", "Get", "List", "Query", "Scan", "BatchGet");

  private final LocalSlipway slipway;
  private final DynamoDbClient dynamoDb;
  private final List<String> tables;
  private final ConcurrentLinkedQueue<String> log;

  Witness(LocalSlipway slipway, ConcurrentLinkedQueue<String> log) {
    this.slipway = slipway;
    this.dynamoDb = slipway.clients().get(DynamoDbClient.class);
    this.tables =
        slipway.installed().functions().getFirst().environment().entrySet().stream()
            .filter(variable -> variable.getKey().endsWith("_TABLE"))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    this.log = log;
  }

  /** Every row of every table, as text, by table and key. */
  Map<String, String> rows() {
    var rows = new TreeMap<String, String>();
    items()
        .forEach(
            (table, items) ->
                items.forEach(item -> rows.put(table + " " + key(table, item), item.toString())));
    return rows;
  }

  /** The number of the latest call that was made to AWS. */
  long latestCall() {
    var calls = slipway.account().calls().list();
    return calls.isEmpty() ? 0 : calls.getLast().number();
  }

  /** What was changed in AWS since the call {@code number}, tables included. */
  List<String> changesSince(long number) {
    return slipway.account().calls().list().reversed().stream()
        .takeWhile(call -> call.number() > number)
        .filter(call -> call.outcome().equals(Call.OK))
        .map(Call::operation)
        .filter(operation -> READING.stream().noneMatch(operation::startsWith))
        .toList();
  }

  /** What functions have logged, and forgets it. */
  List<String> takeLog() {
    var lines = List.copyOf(log);
    log.clear();
    return lines;
  }

  /** Puts the tables back to what {@link #items} has told. */
  void restore(Map<String, List<Map<String, AttributeValue>>> wanted) {
    for (var table : tables) {
      var before =
          wanted.get(table).stream().collect(Collectors.toMap(item -> key(table, item), i -> i));
      for (var item : scan(table)) {
        if (!before.containsKey(key(table, item))) {
          dynamoDb.deleteItem(request -> request.tableName(table).key(key(table, item)));
        } else if (before.get(key(table, item)).equals(item)) {
          before.remove(key(table, item));
        }
      }
      before.values().forEach(i -> dynamoDb.putItem(request -> request.tableName(table).item(i)));
    }
  }

  Map<String, List<Map<String, AttributeValue>>> items() {
    var items = new TreeMap<String, List<Map<String, AttributeValue>>>();
    tables.forEach(table -> items.put(table, scan(table)));
    return items;
  }

  private List<Map<String, AttributeValue>> scan(String table) {
    return dynamoDb.scanPaginator(request -> request.tableName(table)).items().stream().toList();
  }

  private final Map<String, List<String>> keys = new HashMap<>();

  private Map<String, AttributeValue> key(String table, Map<String, AttributeValue> item) {
    var names =
        keys.computeIfAbsent(
            table,
            name ->
                dynamoDb
                    .describeTable(request -> request.tableName(name))
                    .table()
                    .keySchema()
                    .stream()
                    .map(KeySchemaElement::attributeName)
                    .toList());
    var key = new TreeMap<String, AttributeValue>();
    names.forEach(name -> key.put(name, item.get(name)));
    return key;
  }

  /** A refusal as it should be: 4xx, problem+json, one line for people and nothing of ours. */
  static void isAProblem(HttpAnswer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
    assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
    var problem = answer.json();
    var detail = problem.path("detail").asText();
    assertThat(problem.path("errorMessage").asText()).isEqualTo(detail);
    assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
    assertThat(problem.path("type").asText()).startsWith("urn:slipway:problem:");
    assertThat(problem.path("requestId").asText()).isNotBlank();
    // at most 20 mistakes, each in a sentence
    assertThat(detail).hasSizeBetween(10, 20 * 200).hasLineCount(1);
    assertThat(detail.codePoints().noneMatch(Witness::unprintable)).as(detail).isTrue();
    assertThat(answer.text())
        .doesNotContainPattern("\\bat io\\.|Exception|java\\.|io\\.slipway|fasterxml|`\\w|\\$Body");
  }

  private static boolean unprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }
}
