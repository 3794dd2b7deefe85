package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The applications, found by name ignoring case. */
public final class Applications {

  static final String PARTITION = "APPLICATIONS";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public Applications(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).operations();
  }

  /** One page of a listing; {@code next} goes into the following call. */
  public record Page(List<Application> applications, Optional<String> next) {}

  public Optional<Application> find(ApplicationName name) {
    return new Rows(dynamoDb, table).find(Row.key(PARTITION, name.key())).map(Applications::read);
  }

  /**
   * The application {@code name}.
   *
   * @throws Rejected 404 where there is none
   */
  public Application get(ApplicationName name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  /**
   * The application {@code name}, where it can be deployed to.
   *
   * @throws Rejected 404 where there is none, 409 where it is being created or deleted, or broken
   */
  public Application usable(ApplicationName name) {
    var application = get(name);
    if (application.state() != Application.State.ACTIVE) {
      throw notUsable(application);
    }
    return application;
  }

  private static Rejected notUsable(Application application) {
    return new Rejected(
        409,
        "not-usable",
        "'"
            + application.name()
            + switch (application.state()) {
              case CREATING -> "' is being created; wait until it is ACTIVE";
              case DELETING -> "' is being deleted";
              case BROKEN ->
                  "' is BROKEN: its creation or deletion failed; DELETE /stacks removes what is"
                      + " left of it";
              case ACTIVE -> throw new IllegalStateException("an ACTIVE application is usable");
            });
  }

  /**
   * Applications in the order of their names, {@code limit} at most, after the name {@code after}.
   */
  public Page list(int limit, Optional<String> after) {
    var found =
        dynamoDb.query(
            request -> {
              request
                  .tableName(table)
                  .keyConditionExpression("PK = :partition")
                  .expressionAttributeValues(Row.empty().with(":partition", PARTITION).attributes())
                  .limit(limit);
              after.ifPresent(
                  name -> request.exclusiveStartKey(Row.key(PARTITION, name).attributes()));
            });
    var next =
        found.hasLastEvaluatedKey()
            ? Optional.of(Row.of(found.lastEvaluatedKey()).text("SK"))
            : Optional.<String>empty();
    return new Page(found.items().stream().map(Row::of).map(Applications::read).toList(), next);
  }

  static Rejected unknown(ApplicationName name) {
    return new Rejected(
        404,
        "unknown-application",
        "there is no application '" + name + "'; POST /stacks creates one, GET /stacks lists them");
  }

  static Rejected exists(ApplicationName name) {
    return new Rejected(
        409,
        "exists",
        "an application '" + name + "' exists already (names are compared ignoring case)");
  }

  static Rejected changedMeanwhile(ApplicationName name) {
    return new Rejected(
        409,
        "not-usable",
        "'"
            + name
            + "' has just been changed by another operation; look at it with GET /stacks/"
            + name
            + " and ask again");
  }

  /** Lets a transaction happen only while the application is in use. */
  static void requireInUse(Transaction transaction, String table, ApplicationName application) {
    transaction.check(
        table,
        Row.key(PARTITION, application.key()),
        "ApplicationState = :active",
        Row.empty().with(":active", Application.State.ACTIVE.name()).attributes(),
        () -> changedMeanwhile(application));
  }

  static Row row(Application application) {
    return Row.key(PARTITION, application.name().key())
        .with("Name", application.name().value())
        .with("ApplicationState", application.state().name())
        .with("SpecificationVersion", application.specificationVersion())
        .withJson("Application", application);
  }

  private static Application read(Row row) {
    return Json.readOwn(row.text("Application"), Application.class);
  }
}
