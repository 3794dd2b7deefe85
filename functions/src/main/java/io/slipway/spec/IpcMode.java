package io.slipway.spec;

/** Whose shared memory containers see. */
public enum IpcMode {
  TASK("task"),
  HOST("host"),
  NONE("none");

  private final String word;

  IpcMode(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
