package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Provider;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import io.slipway.spec.BuildForms;
import io.slipway.spec.PipelineRules;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The webhooks of applications, without their secrets. */
public final class Webhooks {

  private static final String VERSION = "SecretVersion";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Rows rows;
  private final RememberedRequests remembered;
  private final Clock clock;

  public Webhooks(Platform platform) {
    var tables = new Tables(platform.settings());
    this.dynamoDb = platform.dynamoDb();
    this.table = tables.operations();
    this.rows = new Rows(dynamoDb, table);
    this.clock = platform.clock();
    this.remembered = new RememberedRequests(dynamoDb, tables, clock);
  }

  /**
   * What a request with an Idempotency-Key was answered with before.
   *
   * @param version of the secret that it made
   */
  public record Made(Webhook webhook, int version) {}

  /** The webhook {@code id} of an application; empty where it has none of that id. */
  public Optional<Webhook> find(ApplicationName application, String id) {
    return rows.find(key(application, id)).map(Webhooks::read);
  }

  /**
   * The webhook {@code id} of an application.
   *
   * @throws Rejected 404 where it has none of that id
   */
  public Webhook get(ApplicationName application, String id) {
    return find(application, id).orElseThrow(() -> unknown(application));
  }

  /** Those of an application, in the order of their ids. */
  public List<Webhook> of(ApplicationName application) {
    return rows.of(partition(application)).map(Webhooks::read).toList();
  }

  /**
   * What the request with this key has made.
   *
   * @throws Rejected 422 where that had another body, 404 where the webhook is gone
   */
  public Optional<Made> madeWith(IdempotencyKey key, ApplicationName application) {
    return remembered
        .find(key)
        .map(row -> new Made(get(application, row.text("WebhookId")), (int) row.number(VERSION)));
  }

  /**
   * Adds a webhook to an application.
   *
   * @throws Rejected 409 where the application is not in use any more
   */
  public void add(Webhook webhook, Optional<IdempotencyKey> key) {
    var transaction = new Transaction(dynamoDb);
    Applications.requireInUse(transaction, table, webhook.application());
    transaction.putNew(
        table, row(webhook), "PK", () -> new RetryLater("two webhooks with the same id"));
    key.ifPresent(given -> remember(transaction, given, webhook));
    transaction.commit();
  }

  /**
   * Notes that a webhook is getting another secret.
   *
   * @param until how long the one before is accepted
   * @return the webhook with that
   * @throws Rejected 409 where somebody else gives it one at the same time
   */
  public Webhook rotate(Webhook webhook, Instant until, Optional<IdempotencyKey> key) {
    var next = webhook.rotated(clock.instant(), until);
    var transaction = new Transaction(dynamoDb);
    transaction.putWhile(
        table,
        row(next),
        VERSION,
        Row.value(webhook.secretVersion()),
        () ->
            new Rejected(
                409,
                "changed-meanwhile",
                "somebody else has changed this webhook at the same time; look at it with GET,"
                    + " and ask again"));
    key.ifPresent(given -> remember(transaction, given, next));
    transaction.commit();
    return next;
  }

  /** Forgets a webhook; does nothing where it is gone. */
  public void remove(ApplicationName application, String id) {
    dynamoDb.deleteItem(request -> request.tableName(table).key(key(application, id).attributes()));
  }

  private void remember(Transaction transaction, IdempotencyKey key, Webhook webhook) {
    remembered.add(
        transaction,
        key,
        Row.empty().with("WebhookId", webhook.id()).with(VERSION, (long) webhook.secretVersion()));
  }

  private static Rejected unknown(ApplicationName application) {
    return new Rejected(
        404,
        "unknown-webhook",
        "'"
            + application
            + "' has no such webhook; GET /stacks/"
            + application
            + "/webhooks lists those it has");
  }

  private static String partition(ApplicationName application) {
    return "WEBHOOKS#" + application.key();
  }

  private static Row key(ApplicationName application, String id) {
    return Row.key(partition(application), id);
  }

  private static Row row(Webhook webhook) {
    return key(webhook.application(), webhook.id())
        .with("ApplicationName", webhook.application().value())
        .with("Provider", webhook.provider().toString())
        .with("RepositoryId", webhook.repositoryId())
        .with("Repository", webhook.repository())
        .withJson("Rules", PipelineRules.write(webhook.rules()))
        .with("Token", webhook.token())
        .withJson("Build", BuildForms.write(webhook.build()))
        .with("LegacyToken", Boolean.toString(webhook.legacyToken()))
        .with(VERSION, (long) webhook.secretVersion())
        .with("CreatedAt", webhook.createdAt())
        .with("RotatedAt", webhook.rotatedAt().map(Instant::toString))
        .with("PreviousUntil", webhook.previousUntil().map(Instant::toString));
  }

  private static Webhook read(Row row) {
    return new Webhook(
        row.text("SK"),
        new ApplicationName(row.text("ApplicationName")),
        Provider.of(row.text("Provider")),
        row.text("RepositoryId"),
        row.text("Repository"),
        PipelineRules.read(row.json("Rules", JsonNode.class)),
        row.find("Token"),
        BuildForms.read(row.json("Build", JsonNode.class)),
        Boolean.parseBoolean(row.text("LegacyToken")),
        (int) row.number(VERSION),
        row.time("CreatedAt"),
        row.find("RotatedAt").map(Instant::parse),
        row.find("PreviousUntil").map(Instant::parse));
  }
}
