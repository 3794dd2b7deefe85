package io.slipway.local.account.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a task that runs an image behaves. */
public enum ImageBehaviour {
  /** Starts, answers its health checks, goes on. */
  HEALTHY,
  /** Starts, but answers its health checks with 500. */
  UNHEALTHY,
  /** Starts, and exits with code 1 a few seconds later. */
  CRASHING,
  /** Takes minutes to be pulled, and nearly a minute to answer. */
  SLOW,
  /** Healthy for three minutes, sick for two, and so on. */
  FLAPPING;

  /** The behaviour that people write as {@code name}, in any case. */
  public static Optional<ImageBehaviour> of(String name) {
    return Arrays.stream(values())
        .filter(behaviour -> behaviour.text().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The name in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
