package io.slipway.domain;

/**
 * Busy, throttled or not ready yet: the same call may succeed later. State machines retry it by
 * name.
 */
public final class RetryLater extends RuntimeException {

  public RetryLater(String message) {
    super(message);
  }

  public RetryLater(String message, Throwable cause) {
    super(message, cause);
  }
}
