package io.slipway.domain;

import java.util.Set;

/** What a running operation is in, as far as callers can steer it. */
public enum Phase {
  /** It changes something, or waits for AWS. */
  WORKING,
  /** It watches a share of traffic until its time is over. */
  BAKING,
  /** It was paused. */
  HOLDING,
  /** It waits for a person to approve. */
  AWAITING_APPROVAL,
  /** Everything is being put back. */
  RECOVERING,
  /** It could not put everything back, and waits for a person. */
  STUCK;

  /** What a caller may tell an operation of this kind while it is in this phase. */
  public Set<Control> allowed(OperationKind kind) {
    if (kind == OperationKind.DELETE_STACK && this != STUCK) {
      return Set.of();
    }
    return switch (this) {
      case WORKING -> Set.of(Control.ABORT);
      case BAKING -> Set.of(Control.PROMOTE, Control.PAUSE, Control.ABORT);
      case HOLDING -> Set.of(Control.RESUME, Control.PROMOTE, Control.ABORT);
      case AWAITING_APPROVAL -> Set.of(Control.APPROVE, Control.ABORT);
      case RECOVERING -> Set.of();
      case STUCK -> Set.of(Control.RESUME);
    };
  }
}
