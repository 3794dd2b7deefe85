package io.slipway.spec;

/** How containers reach the network. */
public enum NetworkMode {
  AWSVPC("awsvpc"),
  BRIDGE("bridge"),
  HOST("host"),
  NONE("none");

  private final String word;

  NetworkMode(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
