package io.slipway.domain;

import java.util.Locale;

/** What is to become of what somebody has changed past Slipway. */
public enum DriftChoice {
  /** The inventory takes it over. */
  ADOPT;

  /** The choice that is written {@code text}. */
  public static DriftChoice of(String text) {
    if (text.equals(ADOPT.toString())) {
      return ADOPT;
    }
    throw Rejected.invalid("drift", "adopt is allowed, but got " + Quoted.of(text));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
