package io.slipway.spec;

/** Whose processes containers see. */
public enum PidMode {
  TASK("task"),
  HOST("host");

  private final String word;

  PidMode(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
