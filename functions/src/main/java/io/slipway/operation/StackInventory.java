package io.slipway.operation;

import io.slipway.aws.Stack;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.domain.SecondaryService;
import io.slipway.domain.ServiceAddress;
import io.slipway.domain.WeightedRecords;
import io.slipway.spec.render.ServiceNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the rows of the inventory from the outputs of a stack. */
public final class StackInventory {

  private static final String URL = "ProductionUrl";

  private StackInventory() {}

  /**
   * What a stack holds at its birth: nothing runs; of production, prod1 is live and prod2 idle, as
   * the weights in the template, or of the records, have it.
   *
   * @param secondaries the names of services besides the one that customers reach
   */
  public static List<InventoryEntry> born(
      ApplicationName application,
      ApplicationStack stack,
      Set<String> secondaries,
      Stack made,
      Optional<RecordPlan> records,
      Instant now) {
    return stack.places().stream()
        .map(
            place ->
                new InventoryEntry(
                        application,
                        place,
                        address(place, made, records(application, place, made, records)),
                        Optional.empty(),
                        role(place),
                        now)
                    .born(made.output(taskDefinition(place)))
                    .beside(secondaries(place, secondaries, made)))
        .toList();
  }

  /**
   * What an update of a stack has made of a place of it.
   *
   * @param secondaries as {@link #born} takes them
   */
  public static InventoryEntry updated(
      InventoryEntry entry, Set<String> secondaries, Stack made, Instant now) {
    var place = entry.place();
    var address = address(place, made, entry.address().records());
    return entry
        .updated(address.at(url(entry, address, made)), made.output(taskDefinition(place)), now)
        .beside(secondaries(place, secondaries, made));
  }

  private static String url(InventoryEntry entry, ServiceAddress address, Stack made) {
    if (entry.role().isEmpty()) {
      return address.url();
    }
    if (entry.role().get() == Role.LIVE) {
      return made.output(URL);
    }
    return address
        .records()
        .map(records -> records.side(address.targetGroup()).url())
        .orElseGet(() -> made.output("PreviewUrl"));
  }

  private static SortedMap<String, SecondaryService> secondaries(
      Place place, Set<String> names, Stack made) {
    var services = new TreeMap<String, SecondaryService>();
    for (var name : names) {
      services.put(
          name,
          new SecondaryService(
              made.output("ClusterName"),
              made.output(ServiceNames.output(service(place), name)),
              made.output(ServiceNames.output("ContainerName", name)),
              Optional.of(made.output(ServiceNames.output(taskDefinition(place), name)))));
    }
    return services;
  }

  private static String service(Place place) {
    return switch (place) {
      case PROD1 -> "Prod1Service";
      case PROD2 -> "Prod2Service";
      default -> "ServiceName";
    };
  }

  private static String taskDefinition(Place place) {
    return switch (place) {
      case PROD1 -> "Prod1TaskDefinition";
      case PROD2 -> "Prod2TaskDefinition";
      default -> "TaskDefinitionArn";
    };
  }

  private static Optional<Role> role(Place place) {
    if (!place.isSlot()) {
      return Optional.empty();
    }
    return Optional.of(place == Place.PROD1 ? Role.LIVE : Role.IDLE);
  }

  private static ServiceAddress environment(Stack made) {
    return new ServiceAddress(
        made.output("ClusterName"),
        made.output("ServiceName"),
        made.output("TargetGroupArn"),
        made.output("RuleArn"),
        Optional.empty(),
        made.output("ContainerName"),
        made.output("Url"),
        made.name());
  }

  private static Optional<WeightedRecords> records(
      ApplicationName application, Place place, Stack made, Optional<RecordPlan> records) {
    return records.filter(plan -> place.isSlot()).map(plan -> records(application, made, plan));
  }

  private static ServiceAddress address(
      Place place, Stack made, Optional<WeightedRecords> records) {
    if (!place.isSlot()) {
      return environment(made);
    }
    return records.map(found -> weighed(place, made, found)).orElseGet(() -> slot(place, made));
  }

  /** The records of both slots, whose stack has been made. */
  public static WeightedRecords records(ApplicationName application, Stack made, RecordPlan plan) {
    return plan.records(
        application,
        Map.of(Place.PROD1, alone(Place.PROD1, made), Place.PROD2, alone(Place.PROD2, made)));
  }

  private static ServiceAddress weighed(Place place, Stack made, WeightedRecords records) {
    var alone = alone(place, made);
    var url = role(place).equals(Optional.of(Role.LIVE)) ? made.output(URL) : alone.url();
    return new ServiceAddress(
        alone.cluster(),
        alone.service(),
        alone.targetGroup(),
        alone.rule(),
        Optional.empty(),
        alone.container(),
        url,
        alone.stack(),
        Optional.of(records));
  }

  /** A slot as its own load balancer has it. */
  private static ServiceAddress alone(Place place, Stack made) {
    var prefix = place == Place.PROD1 ? "Prod1" : "Prod2";
    return new ServiceAddress(
        made.output("ClusterName"),
        made.output(prefix + "Service"),
        made.output(prefix + "TargetGroup"),
        made.output(prefix + "RuleArn"),
        Optional.empty(),
        made.output("ContainerName"),
        made.output(prefix + "Url"),
        made.name());
  }

  private static ServiceAddress slot(Place place, Stack made) {
    boolean first = place == Place.PROD1;
    return new ServiceAddress(
        made.output("ClusterName"),
        made.output(service(place)),
        made.output(first ? "Prod1TargetGroup" : "Prod2TargetGroup"),
        made.output("ProductionRuleArn"),
        Optional.of(made.output("PreviewRuleArn")),
        made.output("ContainerName"),
        made.output(first ? URL : "PreviewUrl"),
        made.name());
  }
}
