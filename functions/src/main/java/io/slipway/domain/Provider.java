package io.slipway.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who keeps an application's source and tells of pushes to it. */
public enum Provider {
  GITHUB("GitHub"),
  GITLAB("GitLab");

  private final String title;

  Provider(String title) {
    this.title = title;
  }

  /** The provider that is written {@code text}; refused with 400 where there is none. */
  public static Provider of(String text) {
    return find(text)
        .orElseThrow(
            () ->
                Rejected.invalid(
                    "provider", allowed() + " is allowed, but got " + Quoted.of(text)));
  }

  /** The provider that is written {@code text}. */
  public static Optional<Provider> find(String text) {
    return Arrays.stream(values()).filter(known -> known.toString().equals(text)).findFirst();
  }

  /** All that may be written, for messages. */
  public static String allowed() {
    return Arrays.stream(values()).map(Provider::toString).collect(Collectors.joining(" or "));
  }

  /** As people write it. */
  public String title() {
    return title;
  }

  /** As it is written in requests and paths. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
