package io.slipway.domain;

import java.util.Arrays;
import java.util.Locale;

/** Where one ECS service of an application runs: an environment, or a slot of production. */
public enum Place {
  DEV(Environment.DEV, "dev"),
  QA(Environment.QA, "qa"),
  STAGE(Environment.STAGE, "stage"),
  TRAINING(Environment.TRAINING, "train"),
  DA(Environment.DA, "da"),
  PROD1(Environment.PROD, "prod1"),
  PROD2(Environment.PROD, "prod2");

  private final Environment environment;
  private final String code;

  Place(Environment environment, String code) {
    this.environment = environment;
    this.code = code;
  }

  /** The place that is written {@code text}, in any case. */
  public static Place of(String text) {
    return Arrays.stream(values())
        .filter(place -> place.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such place: " + Quoted.of(text)));
  }

  public Environment environment() {
    return environment;
  }

  public EnvironmentGroup group() {
    return environment.group();
  }

  /** At most five characters, for names that AWS keeps short. */
  public String code() {
    return code;
  }

  public boolean isSlot() {
    return environment == Environment.PROD;
  }

  /** The other slot of production. */
  public Place otherSlot() {
    return switch (this) {
      case PROD1 -> PROD2;
      case PROD2 -> PROD1;
      default -> throw new IllegalStateException(this + " is not a slot");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
