package io.slipway.operation;

import io.slipway.domain.OperationRef;

/** What a person reads about an operation that could not be put back. */
public final class Stuck {

  private Stuck() {}

  /**
   * The message.
   *
   * @param why the operation was to be put back
   * @param obstacle why it could not be
   */
  public static String message(OperationRef ref, String why, String obstacle) {
    return "needs attention: %s. That was to be undone (%s). Its locks stay taken; remove the cause, then POST /operations/%s/resume"
        .formatted(obstacle, why, ref.operationId());
  }
}
