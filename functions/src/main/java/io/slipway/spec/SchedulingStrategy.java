package io.slipway.spec;

/** How many tasks a service has: a number, or one on every instance. */
public enum SchedulingStrategy {
  REPLICA("REPLICA"),
  DAEMON("DAEMON");

  private final String word;

  SchedulingStrategy(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
