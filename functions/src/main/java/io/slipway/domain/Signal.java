package io.slipway.domain;

/**
 * What ends a wait of a state machine; a Choice state reads it.
 *
 * @param control a {@link Control} in lower case, or {@code alarm}
 * @param full whether a promotion is meant for all remaining steps
 */
public record Signal(String control, boolean full) {

  /** A watched alarm went off. */
  public static final Signal ALARM = new Signal("alarm", false);

  public static Signal of(Control control) {
    return new Signal(control.toString(), false);
  }
}
