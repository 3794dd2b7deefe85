package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The versions of every application's specification, from 1. A version never changes, once it is an
 * application's: the one after its last is what an update proposes, or has failed with.
 */
public final class Specifications {

  /** The version that an application is born with. */
  public static final int FIRST = 1;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Rows rows;

  public Specifications(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).specifications();
    this.rows = new Rows(dynamoDb, table);
  }

  public Optional<Specification> find(ApplicationName application, int version) {
    return rows.find(key(application, version))
        .map(row -> row.json("Specification", Specification.class));
  }

  /** A version that is known to exist. */
  public Specification get(ApplicationName application, int version) {
    return find(application, version)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "'" + application + "' has no version " + version + " of its specification"));
  }

  /** The names of the services that any version has. */
  public SortedSet<String> services(ApplicationName application) {
    return versions(application)
        .flatMap(row -> row.json("Specification", Specification.class).services().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Removes every version; nothing is left to do where it has been called before. */
  public void forget(ApplicationName application) {
    versions(application)
        .map(row -> key(application, (int) row.number("Version")))
        .forEach(
            key -> dynamoDb.deleteItem(request -> request.tableName(table).key(key.attributes())));
  }

  private Stream<Row> versions(ApplicationName application) {
    return rows.query("ApplicationName = :name", Row.empty().with(":name", application.key()));
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
