package io.slipway.local.data.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What tables in memory do that DynamoDB Local does not, or not as DynamoDB documents it. */
@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
class MemoryTablesTest {

  private static final String TABLE = "Slipway_Operations";

  private final MemoryTables tables = new MemoryTables();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final DynamoDbClient client = tables.client(clock);

  @BeforeEach
  void createTable() {
    client.createTable(
        table ->
            table
                .tableName(TABLE)
                .attributeDefinitions(
                    one -> one.attributeName("PK").attributeType(ScalarAttributeType.S),
                    two -> two.attributeName("SK").attributeType(ScalarAttributeType.S))
                .keySchema(
                    one -> one.attributeName("PK").keyType(KeyType.HASH),
                    two -> two.attributeName("SK").keyType(KeyType.RANGE)));
  }

  @Test
  void whatIsPutBackIsAsItWas() {
    put("a", "1");
    var snapshot = tables.snapshot();
    put("a", "2");
    put("b", "1");
    tables.restore(snapshot);
    assertThat(state("a")).isEqualTo("1");
    assertThat(state("b")).isNull();
  }

  @Test
  void tablesOfOneSnapshotKnowNothingOfEachOther() {
    put("a", "1");
    var other = MemoryTables.of(tables.snapshot()).client(clock);
    put("a", "2");
    var found = other.getItem(get -> get.tableName(TABLE).key(key("a")));
    assertThat(found.item().get("State").s()).isEqualTo("1");
  }

  @Test
  void anEventuallyConsistentReadMaySeeThePast() {
    put("a", "1");
    put("a", "2");
    put("a", "3");
    tables.serve(request -> 2);
    assertThat(stateSeenLate("a")).isEqualTo("1");
    assertThat(state("a")).isEqualTo("3");
  }

  @Test
  void aReadIsNeverOlderThanTheFirstWrite() {
    tables.serve(request -> Staleness.MOST);
    put("a", "1");
    assertThat(stateSeenLate("a")).isNull();
  }

  @Test
  void aTokenIsRememberedForTenMinutes() {
    var request = token("t", "1");
    client.transactWriteItems(request);
    put("a", "2");
    clock.pass(Duration.ofMinutes(9));
    client.transactWriteItems(request);
    assertThat(state("a")).isEqualTo("2");
    assertThatThrownBy(() -> client.transactWriteItems(token("t", "3")))
        .isInstanceOf(IdempotentParameterMismatchException.class);
    clock.pass(Duration.ofMinutes(2));
    client.transactWriteItems(request);
    assertThat(state("a")).isEqualTo("1");
  }

  @Test
  void aTransactionWritesAnItemOnce() {
    assertThatThrownBy(
            () ->
                client.transactWriteItems(
                    all ->
                        all.transactItems(
                            one -> one.put(put -> put.tableName(TABLE).item(item("a", "1"))),
                            two -> two.delete(delete -> delete.tableName(TABLE).key(key("a"))))))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("multiple operations on one item");
    assertThat(state("a")).isNull();
  }

  @Test
  void anUpdateThatCannotBeMadeCancelsTheTransaction() {
    assertThatThrownBy(
            () ->
                client.transactWriteItems(
                    all ->
                        all.transactItems(
                            one -> one.put(put -> put.tableName(TABLE).item(item("a", "1"))),
                            two ->
                                two.update(
                                    update ->
                                        update
                                            .tableName(TABLE)
                                            .key(key("b"))
                                            .updateExpression("SET Phase = Nowhere")))))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e ->
                assertThat(e.cancellationReasons())
                    .extracting(reason -> reason.code())
                    .containsExactly("None", "ValidationError"));
    assertThat(state("a")).isNull();
  }

  @Test
  void anItemHasAtMost400KB() {
    assertThatThrownBy(() -> put("a", "x".repeat(400 * 1024)))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("size has exceeded");
  }

  @Test
  void aPageEndsAtOneMegabyte() {
    for (int i = 0; i < 4; i++) {
      var large = item("a", "x".repeat(390 * 1024));
      large.put("SK", AttributeValue.fromS("row" + i));
      client.putItem(put -> put.tableName(TABLE).item(large));
    }
    var first =
        client.query(
            query ->
                query
                    .tableName(TABLE)
                    .keyConditionExpression("PK = :a")
                    .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("a"))));
    assertThat(first.count()).isEqualTo(2);
    assertThat(first.lastEvaluatedKey().get("SK").s()).isEqualTo("row1");
    var all =
        client
            .queryPaginator(
                query ->
                    query
                        .tableName(TABLE)
                        .keyConditionExpression("PK = :a")
                        .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("a"))))
            .items();
    assertThat(all.stream().count()).isEqualTo(4);
  }

  @Test
  void whatIsNotKnownFailsLoudly() {
    assertThatThrownBy(() -> client.listTables()).isInstanceOf(UnsupportedOperationException.class);
  }

  private TransactWriteItemsRequest token(String token, String state) {
    return TransactWriteItemsRequest.builder()
        .clientRequestToken(token)
        .transactItems(one -> one.put(put -> put.tableName(TABLE).item(item("a", state))))
        .build();
  }

  private void put(String name, String state) {
    client.putItem(put -> put.tableName(TABLE).item(item(name, state)));
  }

  private String state(String name) {
    var found = client.getItem(get -> get.tableName(TABLE).key(key(name)).consistentRead(true));
    return found.hasItem() ? found.item().get("State").s() : null;
  }

  private String stateSeenLate(String name) {
    var found = client.getItem(get -> get.tableName(TABLE).key(key(name)));
    return found.hasItem() ? found.item().get("State").s() : null;
  }

  private static Map<String, AttributeValue> item(String name, String state) {
    var item = key(name);
    item.put("State", AttributeValue.fromS(state));
    return item;
  }

  private static Map<String, AttributeValue> key(String name) {
    var key = new java.util.HashMap<String, AttributeValue>();
    key.put("PK", AttributeValue.fromS(name));
    key.put("SK", AttributeValue.fromS("row"));
    return key;
  }
}
