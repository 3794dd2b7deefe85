package io.slipway.aws;

import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What a CloudFormation stack is in, as far as a creation or deletion has to know. */
public enum StackState {
  /** It is being created or changed. */
  BUSY,
  READY,
  /** It could not be created, or a change of it failed. */
  FAILED,
  DELETING,
  DELETE_FAILED,
  GONE;

  /**
   * The state of a stack with {@code status}: one table of all that CloudFormation has.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">
   *     stack status codes</a>
   */
  static StackState of(StackStatus status) {
    return switch (status) {
      case CREATE_IN_PROGRESS,
          REVIEW_IN_PROGRESS,
          IMPORT_IN_PROGRESS,
          UPDATE_IN_PROGRESS,
          UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
          UPDATE_ROLLBACK_IN_PROGRESS,
          UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
          IMPORT_ROLLBACK_IN_PROGRESS ->
          BUSY;
      case CREATE_COMPLETE,
          UPDATE_COMPLETE,
          UPDATE_ROLLBACK_COMPLETE,
          IMPORT_COMPLETE,
          IMPORT_ROLLBACK_COMPLETE ->
          READY;
      case CREATE_FAILED,
          ROLLBACK_IN_PROGRESS,
          ROLLBACK_COMPLETE,
          ROLLBACK_FAILED,
          UPDATE_FAILED,
          UPDATE_ROLLBACK_FAILED,
          IMPORT_ROLLBACK_FAILED,
          UNKNOWN_TO_SDK_VERSION ->
          FAILED;
      case DELETE_IN_PROGRESS -> DELETING;
      case DELETE_FAILED -> DELETE_FAILED;
      case DELETE_COMPLETE -> GONE;
    };
  }
}
