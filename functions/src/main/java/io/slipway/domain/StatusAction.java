package io.slipway.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is to become of places: whether their tasks run. */
public enum StatusAction {
  START,
  STOP;

  /** The action that is written {@code text}. */
  public static StatusAction of(String text) {
    return Arrays.stream(values())
        .filter(action -> action.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Rejected.invalid(
                    "action",
                    Arrays.stream(values())
                            .map(StatusAction::toString)
                            .collect(Collectors.joining(", "))
                        + " are allowed, but got "
                        + Quoted.of(text)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
