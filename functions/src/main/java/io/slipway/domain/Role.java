package io.slipway.domain;

import java.util.Locale;

/** What a slot of production is for at the moment. */
public enum Role {
  /** Customers' traffic (green). */
  LIVE,
  /** The next release, or the one before (blue). */
  IDLE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
