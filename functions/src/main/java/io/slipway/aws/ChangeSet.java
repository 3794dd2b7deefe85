package io.slipway.aws;

import java.util.List;

/**
 * A change set as it is now.
 *
 * @param reason why it failed; may be empty
 * @param changes against what CloudFormation knows of the stack
 */
public record ChangeSet(State state, String reason, List<ResourceChangeSeen> changes) {

  /** How far it is. */
  public enum State {
    BEING_MADE,
    /** It can be carried out. */
    READY,
    /** There is nothing to change. */
    EMPTY,
    FAILED,
    /** It is being carried out, or has been, or is being deleted. */
    USED
  }

  public ChangeSet {
    changes = List.copyOf(changes);
  }
}
