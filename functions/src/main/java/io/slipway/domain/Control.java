package io.slipway.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller can tell a running operation to do. */
public enum Control {
  /** End this bake now, as passed. */
  PROMOTE,
  /** Stay at this weight until told to resume. */
  PAUSE,
  RESUME,
  /** Let the step that waits for a person go on. */
  APPROVE,
  /** Put everything back and end. */
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
