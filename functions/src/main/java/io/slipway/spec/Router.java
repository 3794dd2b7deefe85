package io.slipway.spec;

/** What splits traffic between two releases. */
public enum Router {
  ALB("alb"),
  ROUTE53("route53");

  private final String word;

  Router(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
