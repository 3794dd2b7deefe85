package io.slipway.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where source code is kept, and who says by webhooks that it has changed. */
public enum Provider {
  GITHUB("GitHub"),
  GITLAB("GitLab");

  private final String title;

  Provider(String title) {
    this.title = title;
  }

  /** The provider that is written {@code text}. */
  public static Provider of(String text) {
    return Arrays.stream(values())
        .filter(provider -> provider.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Rejected.invalid(
                    "provider",
                    Arrays.stream(values())
                            .map(Provider::toString)
                            .collect(Collectors.joining(", "))
                        + " are allowed, but got "
                        + Quoted.of(text)));
  }

  /** As people call it. */
  public String title() {
    return title;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
