package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** Which instances tasks may run on. */
public record PlacementConstraint(
    @Key(
            says = "memberOf with an expression, or distinctInstance",
            aws = "Service.PlacementConstraints.Type")
        PlacementConstraint.Kind type,
    @Key(
            says = "in the cluster query language; for memberOf",
            aws = "Service.PlacementConstraints.Expression",
            longest = 2000)
        Optional<String> expression) {

  /** What is asked of an instance. */
  public enum Kind {
    memberOf,
    distinctInstance
  }
}
