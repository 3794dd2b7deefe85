package io.slipway.spec.rules;

import io.slipway.spec.Service;
import io.slipway.spec.Specification;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;

/**
 * Holds a specification against everything that no key can say alone; whichever form it was written
 * in. Paths are those of our own form.
 */
public final class RuleBook {

  private RuleBook() {}

  /** Says everything that is wrong with {@code specification}. */
  public static void check(Specification specification, Said problems) {
    specification
        .services()
        .forEach((name, service) -> check(service, Paths.key("services", name), problems));
    DefinitionRules.check(specification, problems);
    ReleaseRules.check(specification, problems);
    ParameterRules.check(specification, problems);
    RoutingRules.check(specification, problems);
  }

  private static void check(Service service, String path, Said problems) {
    PlacementRules.check(service, path, problems);
    TaskRules.check(service, path + ".task", problems);
    ContainerRules.check(service, path + ".task", problems);
    ScalingRules.check(service, path + ".scaling", problems);
    TrafficRules.check(service, path, problems);
    ListenerRules.check(service, path + ".listeners", problems);
  }
}
