package io.slipway.domain;

import java.util.Locale;

/** Environments that share a lock and an inventory table. */
public enum EnvironmentGroup {
  NON_PRODUCTION,
  TRAINING_DA,
  PRODUCTION;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
