package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The versions of every application's specification, from 1. A version never changes. */
public final class Specifications {

  /** The version that an application is born with. */
  public static final int FIRST = 1;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public Specifications(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).specifications();
  }

  public Optional<Specification> find(ApplicationName application, int version) {
    var found =
        dynamoDb.getItem(
            request ->
                request
                    .tableName(table)
                    .key(key(application, version).attributes())
                    .consistentRead(true));
    return found.hasItem()
        ? Optional.of(Row.of(found.item()).json("Specification", Specification.class))
        : Optional.empty();
  }

  /** A version that is known to exist. */
  public Specification get(ApplicationName application, int version) {
    return find(application, version)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "'" + application + "' has no version " + version + " of its specification"));
  }

  /** Removes every version; nothing is left to do where it has been called before. */
  public void forget(ApplicationName application) {
    dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("ApplicationName = :name")
                    .expressionAttributeValues(
                        Row.empty().with(":name", application.key()).attributes()))
        .items()
        .forEach(
            item ->
                dynamoDb.deleteItem(
                    request ->
                        request
                            .tableName(table)
                            .key(
                                key(application, (int) Row.of(item).number("Version"))
                                    .attributes())));
  }

  static Row row(
      ApplicationName application, int version, Specification specification, Instant now) {
    return key(application, version)
        .withJson("Specification", specification)
        .with("CreatedAt", now);
  }

  private static Row key(ApplicationName application, int version) {
    return Row.empty().with("ApplicationName", application.key()).with("Version", version);
  }
}
