package io.slipway.local.simulation.invariant;

import io.slipway.domain.Place;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of an application an operation may change, as it is at one moment.
 *
 * @param weights of each listener rule that sends to the application, by its ARN
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
    var weights = new TreeMap<String, Map<String, Integer>>();
    for (var rule : view.account().loadBalancers().rules()) {
      if (Forwards.leadTo(rule.actions(), groups)) {
        weights.put(rule.ruleArn(), Forwards.weights(rule.actions()));
      }
    }
    return new Shape(services, weights);
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
