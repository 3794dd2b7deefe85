package io.slipway.operation;

import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.ParameterVersions;
import io.slipway.store.Specifications;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks which parameters environments have, and refuses those that do not fit. */
public final class ParameterSurvey {

  private final Specifications specifications;
  private final ParameterVersions versions;

  public ParameterSurvey(Platform platform) {
    this.specifications = new Specifications(platform);
    this.versions = new ParameterVersions(platform);
  }

  /**
   * The version in use of each environment's parameters; empty for an environment without any.
   *
   * @throws Rejected 409 where they are not what the specification names, with what differs in
   *     every environment
   */
  Map<Environment, Optional<Integer>> agreeing(
      Application application, List<Environment> environments) {
    var wanted =
        specifications
            .get(application.name(), application.specificationVersion())
            .parameters()
            .keys();
    var found = new EnumMap<Environment, Optional<Integer>>(Environment.class);
    var differ = new ArrayList<String>();
    for (var environment : environments) {
      var current = versions.current(application.name(), environment);
      ParameterPolicy.of(wanted, current.paths().keySet())
          .difference()
          .ifPresent(difference -> differ.add(environment + " " + difference));
      found.put(
          environment, Optional.of(current.number()).filter(number -> !current.paths().isEmpty()));
    }
    if (!differ.isEmpty()) {
      throw new Rejected(
          409,
          "parameters-differ",
          "parameters of '"
              + application.name()
              + "': "
              + String.join("; ", differ)
              + ". PUT /stacks/"
              + application.name()
              + "/environments/"
              + environments.getFirst()
              + "/parameters changes them, PUT /stacks/"
              + application.name()
              + "/specification what is named");
    }
    return found;
  }
}
