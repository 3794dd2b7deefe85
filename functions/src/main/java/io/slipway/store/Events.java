package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The log of every DevOps event: rows are put, and never changed or deleted. */
public final class Events {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final Ids ids;

  public Events(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).events();
    this.clock = platform.clock();
    this.ids = platform.ids();
  }

  /** Puts an event that belongs to no operation. */
  public void put(
      ApplicationName application, String about, String what, String message, String actor) {
    var transaction = new Transaction(dynamoDb);
    transaction.putNew(
        table,
        row(
            new Event(
                application,
                clock.instant(),
                Optional.empty(),
                about,
                what,
                message,
                actor,
                Optional.empty()),
            ids.next()),
        "ResourceName",
        () -> new RetryLater("two events with the same key"));
    transaction.commit();
  }

  /** One page, newest first; {@code next} goes into the following call. */
  public record Page(List<Event> events, Optional<String> next) {}

  /**
   * The events of an application, newest first.
   *
   * @param from leaves out what is older
   * @param before leaves out this one and what is newer: the {@code next} of the page before
   */
  public Page newestFirst(
      ApplicationName application, Optional<Instant> from, int limit, Optional<String> before) {
    var found =
        dynamoDb.query(
            request -> {
              request
                  .tableName(table)
                  .keyConditionExpression("ResourceName = :name AND #time >= :from")
                  .expressionAttributeNames(java.util.Map.of("#time", "Time"))
                  .expressionAttributeValues(
                      Row.empty()
                          .with(":name", application.value())
                          .with(":from", from.map(TIME::format).orElse("0"))
                          .attributes())
                  .scanIndexForward(false)
                  .limit(limit);
              before.ifPresent(
                  time ->
                      request.exclusiveStartKey(
                          Row.empty()
                              .with("ResourceName", application.value())
                              .with("Time", time)
                              .attributes()));
            });
    var next =
        found.hasLastEvaluatedKey()
            ? Optional.of(Row.of(found.lastEvaluatedKey()).text("Time"))
            : Optional.<String>empty();
    return new Page(found.items().stream().map(Row::of).map(Events::read).toList(), next);
  }

  /**
   * The row of an event.
   *
   * @param unique tells events of the same millisecond apart
   */
  static Row row(Event event, String unique) {
    return Row.empty()
        .with("ResourceName", event.application().value())
        .with("Time", TIME.format(event.time()) + "#" + unique)
        .with("OperationId", event.operationId())
        .with("Operation", event.operation())
        .with("Event", event.what())
        .with("Message", event.message())
        .with("Actor", event.actor())
        .with("Details", event.details());
  }

  private static Event read(Row row) {
    var key = row.text("Time");
    return new Event(
        new ApplicationName(row.text("ResourceName")),
        Instant.parse(key.substring(0, key.indexOf('#'))),
        row.find("OperationId"),
        row.text("Operation"),
        row.text("Event"),
        row.text("Message"),
        row.text("Actor"),
        row.find("Details"));
  }
}
