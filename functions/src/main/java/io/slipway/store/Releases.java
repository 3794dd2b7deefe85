package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Every release that a place has run, for going back to one. */
public final class Releases {

  private static final int MOST = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public Releases(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).operations();
  }

  /** The latest 100 releases of a place, newest first. */
  public List<Release> newestFirst(ApplicationName application, Place place) {
    var found =
        dynamoDb.query(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("PK = :application AND begins_with(SK, :place)")
                    .expressionAttributeValues(
                        Row.empty()
                            .with(":application", partition(application))
                            .with(":place", prefix(place))
                            .attributes())
                    .consistentRead(true)
                    .scanIndexForward(false)
                    .limit(MOST));
    return found.items().stream()
        .map(item -> Json.readOwn(Row.of(item).text("Release"), Release.class))
        .toList();
  }

  /** Removes every release of an application; no other row of it. */
  public void forget(ApplicationName application) {
    new Rows(dynamoDb, table)
        .of(partition(application), "RELEASE#")
        .map(row -> Row.key(row.text("PK"), row.text("SK")))
        .forEach(
            key -> dynamoDb.deleteItem(request -> request.tableName(table).key(key.attributes())));
  }

  static Row row(ApplicationName application, Place place, Release release) {
    return Row.key(partition(application), prefix(place) + release.deployedAt())
        .withJson("Release", release);
  }

  private static String partition(ApplicationName application) {
    return "APPLICATION#" + application.key();
  }

  private static String prefix(Place place) {
    return "RELEASE#" + place + "#";
  }
}
