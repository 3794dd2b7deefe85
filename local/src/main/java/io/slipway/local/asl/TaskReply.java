package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Takes the answer of one task, from any thread. Only the first answer counts, and none that comes
 * after the task has timed out or the execution has ended. With a task token, success says only
 * that the call has been accepted.
 */
public interface TaskReply {

  void succeed(JsonNode result);

  /**
   * The task has failed.
   *
   * @param error the error's name, which Retry and Catch match
   * @param cause may be null
   */
  void fail(String error, String cause);
}
