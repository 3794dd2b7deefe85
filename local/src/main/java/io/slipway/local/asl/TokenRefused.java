package io.slipway.local.asl;

/** A task token is not good: it never was, or its task is over. */
public final class TokenRefused extends RuntimeException {

  private final boolean known;

  TokenRefused(boolean known) {
    super(
        known
            ? "Task Timed Out: 'Provided task does not exist anymore'"
            : "Invalid Token: 'Invalid token'");
    this.known = known;
  }

  /** Whether there was a task with this token once. */
  public boolean isOfTaskThatIsOver() {
    return known;
  }
}
