package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** How tasks are spread over instances. */
public record PlacementStrategy(
    @Key(says = "random, spread or binpack", aws = "Service.PlacementStrategies.Type")
        PlacementStrategy.Kind type,
    @Key(
            says = "such as attribute:ecs.availability-zone, instanceId, cpu or memory",
            aws = "Service.PlacementStrategies.Field",
            longest = 255)
        Optional<String> field) {

  /** How instances are chosen. */
  public enum Kind {
    random,
    spread,
    binpack
  }
}
