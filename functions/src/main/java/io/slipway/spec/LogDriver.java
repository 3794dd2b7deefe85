package io.slipway.spec;

/** Where the output of a container goes. */
public enum LogDriver {
  AWSLOGS("awslogs"),
  AWSFIRELENS("awsfirelens"),
  FLUENTD("fluentd"),
  NONE("none");

  private final String word;

  LogDriver(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
