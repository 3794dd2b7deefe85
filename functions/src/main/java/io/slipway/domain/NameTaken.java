package io.slipway.domain;

/** Something that Slipway has not made for this application bears the name that it needs. */
public final class NameTaken extends RuntimeException {

  public NameTaken(String message) {
    super(message);
  }
}
