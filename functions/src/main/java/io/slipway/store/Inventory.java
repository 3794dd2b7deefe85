package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Drift;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.domain.Role;
import io.slipway.domain.SecondaryService;
import io.slipway.domain.ServiceAddress;
import io.slipway.domain.Stopped;
import io.slipway.domain.WeightedRecords;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What runs where, in the three inventory tables. */
public final class Inventory {

  /** The attribute that holds how a place was found to differ from its row. */
  static final String DRIFT = "Drift";

  private static final String STOPPED = "Stopped";
  private static final String RECORDS = "Records";
  private static final String PARAMETERS = "ParametersVersion";

  /** Services besides the one that customers reach, by name. */
  private static final String SECONDARIES = "Secondaries";

  /** Their revisions, by name. */
  private static final String REVISIONS = "SecondaryTaskDefinitions";

  private record Secondaries(SortedMap<String, SecondaryService> services) {}

  private record Revisions(SortedMap<String, String> byService) {}

  private final DynamoDbClient dynamoDb;
  private final Tables tables;

  public Inventory(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.tables = new Tables(platform.settings());
  }

  /** Every place of an application, in the order of {@link Place}. */
  public List<InventoryEntry> of(ApplicationName application) {
    return Arrays.stream(EnvironmentGroup.values())
        .flatMap(group -> of(application, group).stream())
        .sorted(Comparator.comparing(InventoryEntry::place))
        .toList();
  }

  /** The places of one group of environments. */
  public List<InventoryEntry> of(ApplicationName application, EnvironmentGroup group) {
    var found =
        dynamoDb.query(
            request ->
                request
                    .tableName(tables.inventory(group))
                    .consistentRead(true)
                    .keyConditionExpression("ApplicationName = :name")
                    .expressionAttributeValues(
                        Row.empty().with(":name", application.value()).attributes()));
    var entries = new ArrayList<InventoryEntry>();
    found.items().forEach(item -> entries.add(read(Row.of(item))));
    return entries;
  }

  /** Every place of every application, in no order. */
  public List<InventoryEntry> everywhere() {
    return Arrays.stream(EnvironmentGroup.values())
        .flatMap(
            group ->
                dynamoDb
                    .scanPaginator(
                        request -> request.tableName(tables.inventory(group)).consistentRead(true))
                    .items()
                    .stream())
        .map(item -> read(Row.of(item)))
        .toList();
  }

  static Row key(ApplicationName application, Place place) {
    return Row.empty()
        .with("ApplicationName", application.value())
        .with("Environment", place.name());
  }

  static Row row(InventoryEntry entry) {
    var address = entry.address();
    var row =
        key(entry.application(), entry.place())
            .with("Cluster", address.cluster())
            .with("Service", address.service())
            .with("TargetGroup", address.targetGroup())
            .with("Rule", address.rule())
            .with("PreviewRule", address.previewRule())
            .with("Container", address.container())
            .with("URL", address.url())
            .with("Stack", address.stack())
            .with("Role", entry.role().map(Role::toString))
            .with("Time", entry.changedAt())
            .with("FirstTaskDefinition", entry.firstTaskDefinition());
    address.records().ifPresent(records -> row.withJson(RECORDS, records));
    entry.acceptedTasks().ifPresent(tasks -> row.with("AcceptedTasks", tasks));
    entry.drift().ifPresent(drift -> row.withJson(DRIFT, drift));
    entry.stopped().ifPresent(stopped -> row.withJson(STOPPED, stopped));
    if (!entry.secondaries().isEmpty()) {
      row.withJson(SECONDARIES, new Secondaries(entry.secondaries()));
    }
    entry
        .release()
        .ifPresent(
            release -> {
              row.with("Version", release.version().value())
                  .with("Digest", release.digest().value())
                  .with("SpecificationVersion", release.specificationVersion())
                  .with("TaskDefinition", release.taskDefinition())
                  .with("DeployedAt", release.deployedAt())
                  .with("OperationId", release.operationId());
              release.parametersVersion().ifPresent(number -> row.with(PARAMETERS, number));
              if (!release.secondaries().isEmpty()) {
                row.withJson(REVISIONS, new Revisions(release.secondaries()));
              }
            });
    return row;
  }

  private static InventoryEntry read(Row row) {
    return new InventoryEntry(
        new ApplicationName(row.text("ApplicationName")),
        Place.valueOf(row.text("Environment")),
        new ServiceAddress(
            row.text("Cluster"),
            row.text("Service"),
            row.text("TargetGroup"),
            row.text("Rule"),
            row.find("PreviewRule"),
            row.text("Container"),
            row.text("URL"),
            row.text("Stack"),
            row.has(RECORDS)
                ? Optional.of(row.json(RECORDS, WeightedRecords.class))
                : Optional.empty()),
        row.has("Version") ? Optional.of(release(row)) : Optional.empty(),
        row.find("Role").map(text -> Role.valueOf(text.toUpperCase(Locale.ROOT))),
        row.time("Time"),
        row.find("FirstTaskDefinition"),
        row.has("AcceptedTasks")
            ? Optional.of((int) row.number("AcceptedTasks"))
            : Optional.empty(),
        row.has(DRIFT) ? Optional.of(row.json(DRIFT, Drift.class)) : Optional.empty(),
        row.has(SECONDARIES)
            ? row.json(SECONDARIES, Secondaries.class).services()
            : new TreeMap<>(),
        row.has(STOPPED) ? Optional.of(row.json(STOPPED, Stopped.class)) : Optional.empty());
  }

  private static Release release(Row row) {
    return new Release(
        new ImageTag(row.text("Version")),
        new ImageDigest(row.text("Digest")),
        (int) row.number("SpecificationVersion"),
        row.text("TaskDefinition"),
        row.time("DeployedAt"),
        row.text("OperationId"),
        row.has(PARAMETERS) ? Optional.of((int) row.number(PARAMETERS)) : Optional.empty(),
        row.has(REVISIONS) ? row.json(REVISIONS, Revisions.class).byService() : new TreeMap<>());
  }
}
