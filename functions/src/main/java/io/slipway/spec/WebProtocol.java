package io.slipway.spec;

/** What a load balancer speaks. */
public enum WebProtocol {
  HTTP("HTTP"),
  HTTPS("HTTPS");

  private final String word;

  WebProtocol(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
