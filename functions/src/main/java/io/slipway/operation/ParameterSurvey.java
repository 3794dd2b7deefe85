package io.slipway.operation;

import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.store.Application;
import io.slipway.store.ParameterVersion;
import io.slipway.store.ParameterVersions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks which parameters environments have, and refuses those that do not fit. */
public final class ParameterSurvey {

  private final ParameterVersions versions;

  public ParameterSurvey(Platform platform) {
    this.versions = new ParameterVersions(platform);
  }

  /**
   * The version in use of each environment's parameters; empty for an environment without any.
   *
   * @param specification that names what they have to be
   * @throws Rejected 409 where they are not what the specification names, with what differs in
   *     every environment
   */
  Map<Environment, Optional<Integer>> agreeing(
      Application application, Specification specification, List<Environment> environments) {
    var wanted = specification.parameters().keys();
    var found = new EnumMap<Environment, Optional<Integer>>(Environment.class);
    var differ = new ArrayList<String>();
    for (var environment : environments) {
      var current = versions.current(application.name(), environment);
      ParameterPolicy.of(wanted, current.paths().keySet())
          .difference()
          .ifPresent(difference -> differ.add(environment + " " + difference));
      found.put(environment, inUse(current));
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

  /** The same, whatever a specification names. */
  Map<Environment, Optional<Integer>> inUse(
      Application application, List<Environment> environments) {
    var found = new EnumMap<Environment, Optional<Integer>>(Environment.class);
    for (var environment : environments) {
      found.put(environment, inUse(versions.current(application.name(), environment)));
    }
    return found;
  }

  private static Optional<Integer> inUse(ParameterVersion current) {
    return Optional.of(current.number()).filter(number -> !current.paths().isEmpty());
  }
}
