package io.slipway.domain;

/**
 * The operation no longer holds its lock, or has ended: whatever it was about to change is left
 * alone.
 */
public final class OperationSuperseded extends RuntimeException {

  public OperationSuperseded(String message) {
    super(message);
  }
}
