package io.slipway.spec.reading;

import java.util.Locale;

/** The forms in which a specification may be written. */
public enum WrittenAs {
  /** Our own, whole. */
  SPECIFICATION,
  /** Our own, for an application of one container. */
  SHORT,
  /** The deployment file of a canary release. */
  CANARY,
  /** The service configuration of Cloudlift. */
  CLOUDLIFT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
