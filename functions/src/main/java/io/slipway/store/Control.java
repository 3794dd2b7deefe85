package io.slipway.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller can tell a running operation to do. */
public enum Control {
  PROMOTE,
  PAUSE,
  RESUME,
  APPROVE,
  ABORT;

  /** The control that is written {@code text}. */
  public static Optional<Control> find(String text) {
    return Arrays.stream(values()).filter(control -> control.toString().equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
