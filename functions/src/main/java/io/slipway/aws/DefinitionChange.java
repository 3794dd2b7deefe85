package io.slipway.aws;

import java.util.Locale;

/**
 * A difference between the task definition that runs and the one that would be registered. It names
 * the place and never a value: variables may be secrets that somebody has put there by hand.
 *
 * @param path such as {@code containerDefinitions.app.environment.MODE}
 */
public record DefinitionChange(String path, Kind kind) {

  /** What becomes of the place. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  @Override
  public String toString() {
    return path + " is " + kind.name().toLowerCase(Locale.ROOT);
  }
}
