package io.slipway.local.account.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a simulated provider answers. */
public enum ProviderMood {
  /** As it should. */
  WELL,
  /** 401: it does not accept the token. */
  UNAUTHORIZED,
  /** 403: the token may not do that. */
  FORBIDDEN,
  /** The token has asked too often. */
  LIMITED,
  /** 502. */
  BROKEN,
  /** Not at all. */
  SILENT;

  /** The mood that is written {@code text}. */
  public static Optional<ProviderMood> of(String text) {
    return Arrays.stream(values()).filter(mood -> mood.text().equals(text)).findFirst();
  }

  /** All that may be written. */
  public static String allowed() {
    return Arrays.stream(values()).map(ProviderMood::text).collect(Collectors.joining(", "));
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
