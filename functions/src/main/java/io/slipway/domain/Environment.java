package io.slipway.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where an application runs. */
public enum Environment {
  DEV(EnvironmentGroup.NON_PRODUCTION),
  QA(EnvironmentGroup.NON_PRODUCTION),
  STAGE(EnvironmentGroup.NON_PRODUCTION),
  TRAINING(EnvironmentGroup.TRAINING_DA),
  DA(EnvironmentGroup.TRAINING_DA),
  PROD(EnvironmentGroup.PRODUCTION);

  private final EnvironmentGroup group;

  Environment(EnvironmentGroup group) {
    this.group = group;
  }

  /** The environment that is written {@code text}, in any case. */
  public static Environment of(String text) {
    return Arrays.stream(values())
        .filter(environment -> environment.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                Rejected.invalid(
                    "environment",
                    Arrays.stream(values())
                            .map(Environment::toString)
                            .collect(Collectors.joining(", "))
                        + " are allowed, but got "
                        + Quoted.of(text)));
  }

  public EnvironmentGroup group() {
    return group;
  }

  /** The places of this environment: one, or the two slots of production. */
  public List<Place> places() {
    return Arrays.stream(Place.values()).filter(place -> place.environment() == this).toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
