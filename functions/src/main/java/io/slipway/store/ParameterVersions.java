package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.ParameterSet;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Which parameters the environments of an application have, version by version. A version is
 * recorded before its first value is written, so that no value is anywhere that is not listed here,
 * and comes into use by one transaction after the last.
 */
public final class ParameterVersions {

  private static final String CURRENT = "CurrentVersion";
  private static final String LAST = "LastVersion";
  private static final String COMPLETE = "Complete";
  private static final String VERSION = "ParametersVersion";

  private final DynamoDbClient dynamoDb;
  private final Tables tables;
  private final RememberedRequests remembered;
  private final Settings settings;
  private final Clock clock;
  private final Ids ids;

  public ParameterVersions(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.tables = new Tables(platform.settings());
    this.settings = platform.settings();
    this.clock = platform.clock();
    this.ids = platform.ids();
    this.remembered = new RememberedRequests(dynamoDb, tables, clock);
  }

  /** The version in use; {@link ParameterVersion#NONE} where nobody has given any. */
  public ParameterVersion current(ApplicationName application, Environment environment) {
    return row(head(application, environment))
        .filter(head -> head.has(CURRENT))
        .map(head -> get(application, environment, (int) head.number(CURRENT)))
        .orElse(ParameterVersion.NONE);
  }

  /**
   * A version that has been in use; 0 is {@link ParameterVersion#NONE}.
   *
   * @throws IllegalStateException where it was tidied away
   */
  public ParameterVersion get(ApplicationName application, Environment environment, int number) {
    return number == 0
        ? ParameterVersion.NONE
        : find(application, environment, number)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "'"
                            + application
                            + "' has no version "
                            + number
                            + " of the parameters of "
                            + environment));
  }

  /** A version that has been in use, with where its values are; 0 is {@link ParameterSet#NONE}. */
  public ParameterSet set(ApplicationName application, Environment environment, int number) {
    if (number == 0) {
      return ParameterSet.NONE;
    }
    var prefix = settings.get("PARAMETER_PREFIX");
    var arns = new TreeMap<String, String>();
    get(application, environment, number)
        .paths()
        .forEach(
            (name, version) ->
                arns.put(
                    name, prefix + ParameterSet.path(application, environment, version, name)));
    return new ParameterSet(number, arns);
  }

  /** A version; empty where there is none of this number any more. */
  public Optional<ParameterVersion> find(
      ApplicationName application, Environment environment, int number) {
    return row(key(application, environment, number)).map(ParameterVersions::read);
  }

  /** Every version of an environment that has not been tidied away, the oldest first. */
  public List<ParameterVersion> all(ApplicationName application, Environment environment) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(tables.operations())
                    .consistentRead(true)
                    .keyConditionExpression("PK = :application AND begins_with(SK, :environment)")
                    .expressionAttributeValues(
                        Row.empty()
                            .with(":application", partition(application))
                            .with(":environment", environment + "#")
                            .attributes()))
        .items()
        .stream()
        .map(item -> read(Row.of(item)))
        .toList();
  }

  /**
   * The version that was written for a request with this key before.
   *
   * @throws Rejected 422 where the key was used with another body, 409 where the version is gone
   */
  public Optional<ParameterVersion> writtenWith(
      IdempotencyKey key, ApplicationName application, Environment environment) {
    return remembered
        .find(key)
        .map(row -> (int) row.number(VERSION))
        .map(number -> find(application, environment, number).orElseThrow(() -> replaced(number)));
  }

  /** A number that no version of the environment has had. */
  public int nextNumber(ApplicationName application, Environment environment) {
    var head =
        dynamoDb.updateItem(
            request ->
                request
                    .tableName(tables.operations())
                    .key(head(application, environment).attributes())
                    .updateExpression("ADD " + LAST + " :one")
                    .expressionAttributeValues(Row.empty().with(":one", 1).attributes())
                    .returnValues(ReturnValue.UPDATED_NEW));
    return (int) Row.of(head.attributes()).number(LAST);
  }

  /**
   * Records a version whose values are going to be written.
   *
   * @throws Rejected 409 where the application is not in use
   */
  public void begin(
      ApplicationName application, Environment environment, ParameterVersion version) {
    var transaction = new Transaction(dynamoDb);
    Applications.requireInUse(transaction, tables.operations(), application);
    transaction.putNew(
        tables.operations(),
        row(application, environment, version),
        "PK",
        () -> new RetryLater("version " + version.number() + " is being written already"));
    transaction.commit();
  }

  /**
   * Brings a version into use whose values have all been written: one transaction with its event.
   *
   * @param base the version that it was made from
   * @param message what has changed, by name
   * @throws Rejected 409 where another version has come into use since, or the application is not
   *     in use any more
   */
  public void complete(
      ApplicationName application,
      Environment environment,
      ParameterVersion version,
      ParameterVersion base,
      String message,
      Optional<IdempotencyKey> key) {
    var now = clock.instant();
    var transaction = new Transaction(dynamoDb);
    Applications.requireInUse(transaction, tables.operations(), application);
    transaction.update(
        tables.operations(),
        head(application, environment),
        "SET " + CURRENT + " = :number",
        base.number() == 0 ? "attribute_not_exists(" + CURRENT + ")" : CURRENT + " = :base",
        (base.number() == 0 ? Row.empty() : Row.empty().with(":base", base.number()))
            .with(":number", version.number())
            .attributes(),
        () -> changedMeanwhile(application, environment));
    transaction.update(
        tables.operations(),
        key(application, environment, version.number()),
        "SET " + COMPLETE + " = :yes",
        COMPLETE + " = :no",
        Row.empty().with(":yes", "true").with(":no", "false").attributes(),
        () -> changedMeanwhile(application, environment));
    if (base.number() > 0) {
      transaction.update(
          tables.operations(),
          key(application, environment, base.number()),
          "SET SupersededAt = :now",
          "attribute_exists(PK)",
          Row.empty().with(":now", now).attributes(),
          () -> changedMeanwhile(application, environment));
    }
    key.ifPresent(
        given ->
            remembered.add(transaction, given, Row.empty().with(VERSION, (long) version.number())));
    transaction.putNew(
        tables.events(),
        Events.row(
            new Event(
                application,
                now,
                Optional.empty(),
                "parameters",
                "PARAMETERS",
                message,
                version.by(),
                Optional.of(
                    Json.ordered(
                        Map.of(
                            "environment",
                            environment,
                            "version",
                            version.number(),
                            "set",
                            version.written())))),
            ids.next()),
        "ResourceName",
        () -> new RetryLater("two events with the same key"));
    transaction.commit();
  }

  /** Forgets a version; does nothing where there is none of this number. */
  public void remove(ApplicationName application, Environment environment, int number) {
    delete(key(application, environment, number));
  }

  /** Forgets all versions of an application, whose values are gone. */
  public void forget(ApplicationName application) {
    Arrays.stream(Environment.values())
        .forEach(
            environment -> {
              all(application, environment)
                  .forEach(version -> remove(application, environment, version.number()));
              delete(head(application, environment));
            });
  }

  private void delete(Row key) {
    dynamoDb.deleteItem(request -> request.tableName(tables.operations()).key(key.attributes()));
  }

  private static Rejected changedMeanwhile(ApplicationName application, Environment environment) {
    return new Rejected(
        409,
        "changed-meanwhile",
        "somebody else has just changed the parameters of '"
            + application
            + "' in "
            + environment
            + "; nothing of this request is in use: look at them with GET, and ask again");
  }

  private static Rejected replaced(int number) {
    return new Rejected(
        409,
        "replaced",
        "Idempotency-Key: the request was answered with version "
            + number
            + ", which others have replaced since; use a new key for a new request");
  }

  private Optional<Row> row(Row key) {
    var found =
        dynamoDb.getItem(
            request ->
                request.tableName(tables.operations()).key(key.attributes()).consistentRead(true));
    return found.hasItem() ? Optional.of(Row.of(found.item())) : Optional.empty();
  }

  private static String partition(ApplicationName application) {
    return "PARAMETERS#" + application.key();
  }

  private static Row head(ApplicationName application, Environment environment) {
    return Row.key(partition(application), environment.toString());
  }

  private static Row key(ApplicationName application, Environment environment, int number) {
    return Row.key(partition(application), "%s#%08d".formatted(environment, number));
  }

  private static Row row(
      ApplicationName application, Environment environment, ParameterVersion version) {
    return key(application, environment, version.number())
        .with("Number", version.number())
        .withJson("Paths", version.paths())
        .withJson("Written", version.written())
        .with(COMPLETE, String.valueOf(version.complete()))
        .with("ChangedBy", version.by())
        .with("ChangedAt", version.at())
        .with("OperationId", version.operationId());
  }

  private static ParameterVersion read(Row row) {
    var paths = new TreeMap<String, Integer>();
    Json.readOwn(row.text("Paths"), com.fasterxml.jackson.databind.JsonNode.class)
        .properties()
        .forEach(path -> paths.put(path.getKey(), path.getValue().intValue()));
    return new ParameterVersion(
        (int) row.number("Number"),
        paths,
        new TreeSet<>(List.of(row.json("Written", String[].class))),
        Boolean.parseBoolean(row.text(COMPLETE)),
        row.text("ChangedBy"),
        row.time("ChangedAt"),
        row.find("SupersededAt").map(java.time.Instant::parse),
        row.find("OperationId"));
  }
}
