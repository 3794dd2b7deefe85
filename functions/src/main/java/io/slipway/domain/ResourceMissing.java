package io.slipway.domain;

/** Something in AWS that an operation needs does not exist (any more). */
public final class ResourceMissing extends RuntimeException {

  public ResourceMissing(String message) {
    super(message);
  }

  public ResourceMissing(String message, Throwable cause) {
    super(message, cause);
  }
}
