package io.slipway.domain;

/** After everything was deleted, something of the application is still there. */
public final class LeftBehind extends RuntimeException {

  public LeftBehind(String message) {
    super(message);
  }
}
