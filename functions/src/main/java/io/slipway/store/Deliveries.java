package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Delivery;
import io.slipway.domain.Provider;
import io.slipway.domain.RetryLater;
import io.slipway.domain.SourceChange;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * What providers have sent in the last 90 days, and what they were answered: the same message has
 * an effect once.
 *
 * <p>A delivery that is to start a pipeline leaves a mark in the same transaction. The pipeline's
 * first step takes it away. So a process that ends between the two loses nothing: {@code Sweep}
 * starts what is still marked after a while.
 */
public final class Deliveries {

  /** As long as Step Functions keeps the names of executions that have ended. */
  public static final Duration KEPT = Duration.ofDays(90);

  private static final String SORT = "DELIVERY";
  private static final String WAITING = "DELIVERIES#WAITING#";

  /** As many partitions as take 10,000 marks in 10 seconds. */
  private static final int SHARDS = 8;

  private static final int ATTEMPTS = 5;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Rows rows;
  private final Clock clock;
  private final Platform.Pause pause;

  public Deliveries(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).operations();
    this.rows = new Rows(dynamoDb, table);
    this.clock = platform.clock();
    this.pause = platform.pause();
  }

  /**
   * What became of a delivery, as its first answer said.
   *
   * @param pipeline the id of the pipeline that it starts; empty where it is ignored
   * @param message for people
   */
  public record Outcome(Optional<String> pipeline, String message) {}

  /**
   * An outcome that was remembered before.
   *
   * @param id of the delivery that had it
   */
  public record Earlier(String id, Outcome outcome, Instant receivedAt) {}

  /** A delivery that nobody has begun to work on. */
  public record Waiting(String webhookId, String id, Instant since) {}

  /**
   * Remembers a delivery with its outcome, unless it has been there before.
   *
   * @param content what else it is known by, where its id is not signed: the digest of its body
   * @return what it, or another one of the same content, had as its outcome; empty where it is new
   * @throws RetryLater where the same delivery is being remembered just now
   */
  public Optional<Earlier> remember(Delivery delivery, Optional<String> content, Outcome outcome) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(delivery, content, outcome);
      } catch (RetryLater e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        waitALittle(attempt);
      }
    }
  }

  private Optional<Earlier> attempt(Delivery delivery, Optional<String> content, Outcome outcome) {
    var items = new ArrayList<TransactWriteItem>();
    items.add(putNew(row(key(delivery.webhookId(), delivery.id()), delivery, outcome)));
    content.ifPresent(
        digest -> items.add(putNew(row(key(delivery.webhookId(), digest), delivery, outcome))));
    if (outcome.pipeline().isPresent()) {
      items.add(put(mark(delivery)));
    }
    try {
      dynamoDb.transactWriteItems(request -> request.transactItems(items));
      return Optional.empty();
    } catch (TransactionCanceledException e) {
      return Optional.of(
          e.cancellationReasons().stream()
              .filter(CancellationReason::hasItem)
              .map(reason -> earlier(Row.of(reason.item())))
              .findFirst()
              .orElseThrow(() -> new RetryLater("the tables are busy: " + e.getMessage(), e)));
    } catch (TransactionInProgressException e) {
      throw new RetryLater("the tables are busy: " + e.getMessage(), e);
    }
  }

  private void waitALittle(int attempt) {
    try {
      pause.forAWhile(Duration.ofMillis(50L << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryLater("interrupted", e);
    }
  }

  /** A delivery that was to start a pipeline; empty where there is none, or it was ignored. */
  public Optional<Delivery> find(String webhookId, String id) {
    return rows.find(key(webhookId, id)).filter(row -> row.has("Change")).map(Deliveries::read);
  }

  /** Takes the mark away: from here on, the pipeline's execution is what goes on with it. */
  public void taken(String webhookId, String id) {
    var mark = markKey(webhookId, id);
    dynamoDb.deleteItem(request -> request.tableName(table).key(mark.attributes()));
  }

  /** Those that were received before {@code latest} and that nobody has begun to work on. */
  public List<Waiting> waitingSince(Instant latest) {
    return IntStream.range(0, SHARDS)
        .boxed()
        .flatMap(shard -> rows.of(WAITING + shard))
        .map(
            row ->
                new Waiting(row.text("WebhookId"), row.text("DeliveryId"), row.time("ReceivedAt")))
        .filter(waiting -> waiting.since().isBefore(latest))
        .toList();
  }

  private TransactWriteItem putNew(Row row) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(row.attributes())
                    .conditionExpression("attribute_not_exists(PK)")
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  private TransactWriteItem put(Row row) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(row.attributes()))
        .build();
  }

  private static Row key(String webhookId, String id) {
    return Row.key("DELIVERY#" + webhookId + "#" + id, SORT);
  }

  private static Row markKey(String webhookId, String id) {
    int shard = Math.floorMod((webhookId + "#" + id).hashCode(), SHARDS);
    return Row.key(WAITING + shard, webhookId + "#" + id);
  }

  private Row mark(Delivery delivery) {
    return expiring(
        markKey(delivery.webhookId(), delivery.id())
            .with("WebhookId", delivery.webhookId())
            .with("DeliveryId", delivery.id())
            .with("ReceivedAt", delivery.receivedAt()));
  }

  private Row row(Row key, Delivery delivery, Outcome outcome) {
    var row =
        key.with("WebhookId", delivery.webhookId())
            .with("DeliveryId", delivery.id())
            .with("ApplicationName", delivery.application().value())
            .with("Provider", delivery.provider().toString())
            .with("RepositoryId", delivery.repositoryId())
            .with("Event", delivery.event())
            .with("ReceivedAt", delivery.receivedAt())
            .with("Pipeline", outcome.pipeline())
            .with("Message", outcome.message());
    delivery.change().ifPresent(change -> row.withJson("Change", change));
    return expiring(row);
  }

  private Row expiring(Row row) {
    return row.with("ExpiresAt", clock.instant().plus(KEPT).getEpochSecond());
  }

  private static Earlier earlier(Row row) {
    return new Earlier(
        row.text("DeliveryId"),
        new Outcome(row.find("Pipeline"), row.text("Message")),
        row.time("ReceivedAt"));
  }

  private static Delivery read(Row row) {
    return new Delivery(
        row.text("WebhookId"),
        row.text("DeliveryId"),
        new ApplicationName(row.text("ApplicationName")),
        Provider.of(row.text("Provider")),
        row.text("RepositoryId"),
        row.text("Event"),
        row.time("ReceivedAt"),
        Optional.of(row.json("Change", SourceChange.class)));
  }
}
