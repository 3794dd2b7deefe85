package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Drift;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What is known of places that differ from the inventory: on their rows, in the log, and in a list
 * by application.
 *
 * <p>Only what no operation is at is judged. A verdict is written where no operation has begun
 * since before one looked, or not at all.
 */
public final class Drifts {

  /** The partition that lists the places that have drifted. */
  static final String PARTITION = "DRIFTED";

  private final DynamoDbClient dynamoDb;
  private final Tables tables;
  private final Locks locks;
  private final Inventory inventory;
  private final Clock clock;
  private final Ids ids;

  public Drifts(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.tables = new Tables(platform.settings());
    this.locks = new Locks(dynamoDb, tables.operations());
    this.inventory = new Inventory(platform);
    this.clock = platform.clock();
    this.ids = platform.ids();
  }

  /**
   * The inventory of a group of environments at a moment at which no operation is at it.
   *
   * @param fence of the latest operation that was
   */
  public record Look(
      ApplicationName application,
      EnvironmentGroup group,
      long fence,
      List<InventoryEntry> entries) {}

  /**
   * What a place is found to be.
   *
   * @param drift empty where it is as its row says
   */
  public record Verdict(InventoryEntry entry, Optional<Drift> drift) {}

  /** A look at a group; empty while an operation is at it. */
  public Optional<Look> look(ApplicationName application, EnvironmentGroup group) {
    var fence = locks.fenceOfFree(application, group);
    return fence.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Look(application, group, fence.getAsLong(), inventory.of(application, group)));
  }

  /**
   * Writes verdicts that differ from what the rows say, each with its event: all or nothing.
   *
   * @throws RetryLater where an operation has begun, or the application is not in use
   */
  public void write(Look look, List<Verdict> verdicts) {
    var transaction = new Transaction(dynamoDb);
    locks.stillFree(transaction, look.application(), look.group(), look.fence());
    transaction.check(
        tables.operations(),
        Row.key(Applications.PARTITION, look.application().key()),
        "ApplicationState = :active",
        Row.empty().with(":active", Application.State.ACTIVE.name()).attributes(),
        () -> new RetryLater("'" + look.application() + "' is not in use"));
    verdicts.forEach(verdict -> add(transaction, verdict));
    transaction.commit();
  }

  /** The applications, by their keys, between two that have a place that has drifted. */
  public Set<String> applications(ApplicationName first, ApplicationName last) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(tables.operations())
                    .keyConditionExpression("PK = :drifted AND SK BETWEEN :first AND :last")
                    .expressionAttributeValues(
                        Row.empty()
                            .with(":drifted", PARTITION)
                            .with(":first", first.key() + "#")
                            .with(":last", last.key() + "#~")
                            .attributes()))
        .items()
        .stream()
        .map(item -> Row.of(item).text("SK"))
        .map(key -> key.substring(0, key.indexOf('#')))
        .collect(Collectors.toSet());
  }

  static Row key(ApplicationName application, Place place) {
    return Row.key(PARTITION, application.key() + "#" + place);
  }

  private void add(Transaction transaction, Verdict verdict) {
    var entry = verdict.entry();
    var place = entry.place();
    var values = Row.empty().with(":place", place.name());
    verdict.drift().ifPresent(drift -> values.withJson(":drift", drift));
    transaction.update(
        tables.inventory(place.group()),
        Inventory.key(entry.application(), place),
        (verdict.drift().isPresent() ? "SET Drift = :drift" : "REMOVE Drift"),
        "Environment = :place",
        values.attributes(),
        () -> new RetryLater("the inventory has no " + place + " any more"));
    var listed = key(entry.application(), place);
    verdict
        .drift()
        .ifPresentOrElse(
            drift -> transaction.put(tables.operations(), listed.with("Since", drift.since())),
            () -> transaction.delete(tables.operations(), listed));
    transaction.putNew(
        tables.events(),
        Events.row(event(verdict), ids.next()),
        "ResourceName",
        () -> new RetryLater("two events with the same key"));
  }

  private Event event(Verdict verdict) {
    var entry = verdict.entry();
    var told = verdict.drift().or(entry::drift).orElseThrow();
    return new Event(
        entry.application(),
        clock.instant(),
        Optional.empty(),
        "drift",
        verdict.drift().isPresent() ? "DRIFT" : "DRIFT_GONE",
        verdict.drift().isPresent()
            ? entry.place() + " was changed past Slipway: " + told
            : entry.place() + " is as it is to be again; before, " + told,
        "FindDrift",
        Optional.of(
            Json.ordered(
                Map.of(
                    "place",
                    entry.place(),
                    "since",
                    told.since(),
                    "differences",
                    told.differences()))));
  }
}
