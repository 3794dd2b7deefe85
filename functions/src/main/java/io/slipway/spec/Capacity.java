package io.slipway.spec;

/** What capacity tasks run on. */
public enum Capacity {
  ON_DEMAND("on-demand"),
  SPOT("spot");

  private final String word;

  Capacity(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
