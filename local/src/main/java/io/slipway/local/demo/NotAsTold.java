package io.slipway.local.demo;

/** Something came out otherwise than the story tells it. */
final class NotAsTold extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotAsTold(String message) {
    super(message);
  }

  NotAsTold(String message, Throwable cause) {
    super(message, cause);
  }
}
