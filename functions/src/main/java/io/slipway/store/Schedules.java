package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.WorkingHours;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** When applications' environments are to run, and what of that has been done. */
public final class Schedules {

  private static final String PARTITION = "SCHEDULES";
  private static final String DONE = "DoneUntil";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Rows rows;
  private final Clock clock;

  public Schedules(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).operations();
    this.rows = new Rows(dynamoDb, table);
    this.clock = platform.clock();
  }

  /**
   * The hours of one application.
   *
   * @param made when that application was created: another one of that name has others
   * @param doneUntil changes up to this moment have been made, or do not count
   */
  public record Schedule(
      ApplicationName application, Instant made, WorkingHours hours, Instant doneUntil) {}

  /** Gives an application hours, from the next change on. */
  public void put(Application application, WorkingHours hours) {
    var row =
        key(application.name())
            .with("ApplicationName", application.name().value())
            .with("Made", application.createdAt())
            .withJson("Hours", hours)
            .with(DONE, clock.instant());
    dynamoDb.putItem(request -> request.tableName(table).item(row.attributes()));
  }

  /** Has an application run at all hours, from now on; does nothing where it does. */
  public void remove(ApplicationName application) {
    dynamoDb.deleteItem(request -> request.tableName(table).key(key(application).attributes()));
  }

  /** The hours of an application; empty where it runs at all hours. */
  public Optional<WorkingHours> find(Application application) {
    return rows.find(key(application.name()))
        .map(Schedules::read)
        .filter(schedule -> schedule.made().equals(application.createdAt()))
        .map(Schedule::hours);
  }

  /** All of them, by name. */
  public List<Schedule> all() {
    return rows.of(PARTITION).map(Schedules::read).toList();
  }

  /** Remembers that changes up to {@code moment} have been made; forgets nothing that is newer. */
  public void done(Schedule schedule, Instant moment) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key(schedule.application()).attributes())
                  .updateExpression("SET " + DONE + " = :moment")
                  .conditionExpression(DONE + " = :before")
                  .expressionAttributeValues(
                      Row.empty()
                          .with(":moment", moment)
                          .with(":before", schedule.doneUntil())
                          .attributes()));
    } catch (ConditionalCheckFailedException e) {
      // other hours since, or another run was faster
    }
  }

  static Row key(ApplicationName application) {
    return Row.key(PARTITION, application.key());
  }

  private static Schedule read(Row row) {
    return new Schedule(
        new ApplicationName(row.text("ApplicationName")),
        row.time("Made"),
        row.json("Hours", WorkingHours.class),
        row.time(DONE));
  }
}
