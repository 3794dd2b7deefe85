package io.slipway.domain;

import java.util.Set;

/** How far an operation is, and the one table of how that may change. */
public enum OperationState {
  /** Waits for its locks; it has changed nothing. */
  QUEUED,
  RUNNING,
  SUCCEEDED,
  /** Ended without success; what it changed has been put back. */
  FAILED,
  /** Traffic had moved, a gate did not pass, and all is as before. */
  ROLLED_BACK,
  /** Ended by a caller; all is as before. */
  ABORTED,
  /** Ended while it was queued, because a newer request took its place. */
  SUPERSEDED;

  /** The states that can come directly after this one. */
  public Set<OperationState> next() {
    return switch (this) {
      case QUEUED -> Set.of(RUNNING, FAILED, ABORTED, SUPERSEDED);
      case RUNNING -> Set.of(SUCCEEDED, FAILED, ROLLED_BACK, ABORTED);
      case SUCCEEDED, FAILED, ROLLED_BACK, ABORTED, SUPERSEDED -> Set.of();
    };
  }

  /** Whether nothing comes after this state. */
  public boolean isTerminal() {
    return next().isEmpty();
  }
}
