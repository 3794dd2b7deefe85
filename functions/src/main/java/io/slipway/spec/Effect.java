package io.slipway.spec;

/** What a statement does. */
public enum Effect {
  ALLOW("Allow"),
  DENY("Deny");

  private final String word;

  Effect(String word) {
    this.word = word;
  }

  /** As forms write it. */
  @Override
  public String toString() {
    return word;
  }
}
