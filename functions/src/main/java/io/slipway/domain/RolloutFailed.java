package io.slipway.domain;

/** A release did not come up in its environment. The message carries the stopped tasks' reasons. */
public final class RolloutFailed extends RuntimeException {

  public RolloutFailed(String message) {
    super(message);
  }
}
