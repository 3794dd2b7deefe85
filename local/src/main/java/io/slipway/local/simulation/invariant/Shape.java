package io.slipway.local.simulation.invariant;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.WeightedName;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of an application an operation may change, as it is at one moment.
 *
 * @param weights of each of the {@link Ways} to the application
 */
record Shape(Map<Place, ServiceShape> services, Map<String, Map<String, Integer>> weights) {

  /** A service of an application. */
  record ServiceShape(String name, String taskDefinition, int desired, String targetGroup) {}

  static Shape of(View view, String application) {
    var services = new EnumMap<Place, ServiceShape>(Place.class);
    for (var service :
        view.account().ecs().fleet().named(name -> place(application, name).isPresent())) {
      if (service.status().equals("ACTIVE")) {
        place(application, service.serviceName())
            .ifPresent(
                place ->
                    services.put(
                        place,
                        new ServiceShape(
                            service.serviceName(),
                            service.taskDefinition(),
                            service.desiredCount(),
                            service.loadBalancers().isEmpty()
                                ? ""
                                : service.loadBalancers().getFirst().targetGroupArn())));
      }
    }
    var groups =
        services.values().stream().map(ServiceShape::targetGroup).collect(Collectors.toSet());
    return new Shape(services, Ways.to(view, groups));
  }

  /** What a slot has of customers, in percent; -1 where there is no way, or several disagree. */
  int share(InventoryEntry entry) {
    var service = services.get(entry.place());
    var ways =
        entry
            .address()
            .records()
            .map(records -> records.names().stream().map(WeightedName::host).toList())
            .orElseGet(() -> List.of(entry.address().rule()));
    var shares =
        ways.stream()
            .map(way -> weights.getOrDefault(way, Map.of()))
            .map(found -> found.getOrDefault(service.targetGroup(), -1))
            .distinct()
            .toList();
    return shares.size() == 1 ? shares.getFirst() : -1;
  }

  /** The place of which a service, or a family of task definitions, has its name. */
  static Optional<Place> place(String application, String name) {
    var start = application.toLowerCase(Locale.ROOT) + "-";
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(start)
        ? Arrays.stream(Place.values())
            .filter(place -> place.toString().equals(lower.substring(start.length())))
            .findFirst()
        : Optional.empty();
  }

  /** The place that a target group belongs to. */
  Optional<Place> placeOf(String targetGroup) {
    return services.entrySet().stream()
        .filter(entry -> entry.getValue().targetGroup().equals(targetGroup))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
