package io.slipway.spec;

/** Where tasks run. */
public enum LaunchType {
  FARGATE("FARGATE"),
  EC2("EC2");

  private final String word;

  LaunchType(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
