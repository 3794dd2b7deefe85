package io.slipway.local.data.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.data.LocalTables;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Tables in memory answer as DynamoDB Local does: seeded sequences of calls are made on both, and
 * every answer and error compared.
 *
 * <p>{@code -Dslipway.sequences=N} and {@code -Dslipway.firstSequence=S} run others than the 200 of
 * the build.
 */
@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
class DifferentialTest {

  private static final int LENGTH = 20;

  @Test
  void bothStoresAnswerAlike() {
    long first = Long.getLong("slipway.firstSequence", 1);
    long count = Long.getLong("slipway.sequences", 200);
    try (var local = LocalTables.inMemory()) {
      var truth = local.client();
      var model = new MemoryTables().client(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
      create(truth);
      create(model);
      for (long seed = first; seed < first + count; seed++) {
        compare(seed, truth, model);
      }
    }
  }

  private static void compare(long seed, DynamoDbClient local, DynamoDbClient memory) {
    var calls = new Calls(new Random(seed), seed + "#");
    for (int i = 0; i < LENGTH; i++) {
      var request = calls.next();
      var model = Outcome.of(memory, request);
      var truth = Outcome.of(local, request);
      assertThat(Outcome.agree(model, truth))
          .as(
              "sequence %d, call %d: %s%nin memory: %s%nDynamoDB Local: %s",
              seed, i, request, model, truth)
          .isTrue();
    }
  }

  private static void create(DynamoDbClient client) {
    create(client, Calls.OPERATIONS, "PK", "SK", ScalarAttributeType.S);
    create(client, Calls.EVENTS, "ResourceName", "Time", ScalarAttributeType.S);
    create(client, Calls.SPECIFICATIONS, "ApplicationName", "Version", ScalarAttributeType.N);
  }

  private static void create(
      DynamoDbClient client, String name, String partition, String sort, ScalarAttributeType type) {
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    one -> one.attributeName(partition).attributeType(ScalarAttributeType.S),
                    two -> two.attributeName(sort).attributeType(type))
                .keySchema(
                    one -> one.attributeName(partition).keyType(KeyType.HASH),
                    two -> two.attributeName(sort).keyType(KeyType.RANGE)));
  }
}
