package io.slipway.domain;

/**
 * How far an operation is. From {@link #RUNNING} every other state can be reached; from those,
 * none.
 */
public enum OperationState {
  RUNNING,
  SUCCEEDED,
  /** Ended without success; what it changed has been put back. */
  FAILED,
  /** Traffic had moved, a gate did not pass, and all is as before. */
  ROLLED_BACK,
  /** Ended by a caller; all is as before. */
  ABORTED;

  public boolean isTerminal() {
    return this != RUNNING;
  }
}
