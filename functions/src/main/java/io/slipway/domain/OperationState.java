package io.slipway.domain;

import java.util.Set;

/** How far an operation is, and the one table of how that may change. */
public enum OperationState {
  /** Waits for its locks; it has changed nothing. */
  QUEUED,
  RUNNING,
  /** What it changed could not be put back: it keeps its locks until a person resumes it. */
  NEEDS_ATTENTION,
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
      case RUNNING -> Set.of(NEEDS_ATTENTION, SUCCEEDED, FAILED, ROLLED_BACK, ABORTED);
      case NEEDS_ATTENTION -> Set.of(RUNNING);
      case SUCCEEDED, FAILED, ROLLED_BACK, ABORTED, SUPERSEDED -> Set.of();
    };
  }

  /** Whether {@code state} can come directly after this one. */
  public boolean mayBecome(OperationState state) {
    return next().contains(state);
  }

  /** Whether nothing comes after this state. */
  public boolean isTerminal() {
    return next().isEmpty();
  }
}
