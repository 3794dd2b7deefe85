package io.slipway.domain;

/** A value that nobody is to read again: it goes to where it is encrypted, and is shown nowhere. */
public record Secret(String value) {

  @Override
  public String toString() {
    return "(a secret)";
  }
}
