package io.slipway.runtime;

import java.util.Map;
import java.util.Optional;

/** The environment variables of a function, as template.yaml gives them. */
public record Settings(Map<String, String> values) {

  public Settings {
    values = Map.copyOf(values);
  }

  /** The value of {@code name}; a function without it is installed wrongly. */
  public String get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the function has no environment variable " + name + "; see template.yaml"));
  }

  /** The value of {@code name} where it is set and not empty. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }
}
