package io.slipway.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of a request while another operation is at the same environments. */
public enum Concurrency {
  /** It is refused. */
  REJECT,
  /** It waits, behind those that wait already. */
  QUEUE,
  /** It waits; those that wait before it are ended, and what runs is asked to abort. */
  SUPERSEDE;

  /** What is written {@code text}. */
  public static Concurrency of(String text) {
    return Arrays.stream(values())
        .filter(concurrency -> concurrency.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Rejected.invalid(
                    "concurrency",
                    Arrays.stream(values())
                            .map(Concurrency::toString)
                            .collect(Collectors.joining(", "))
                        + " are allowed, but got "
                        + Quoted.of(text)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
