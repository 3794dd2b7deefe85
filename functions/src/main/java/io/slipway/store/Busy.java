package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.Rejected;

/** What is said to those who cannot have a lock: who has it, and what they can do. */
final class Busy {

  private Busy() {}

  /** Somebody holds it and works. */
  static Rejected running(ApplicationName application, EnvironmentGroup group, String owner) {
    return new Rejected(
        409,
        "busy",
        "operation "
            + owner
            + " is running on '"
            + application
            + "' ("
            + group
            + "); wait for it with GET /operations/"
            + owner
            + "?wait=20, or end it with POST /operations/"
            + owner
            + "/abort");
  }

  /** Somebody holds it who cannot go on without help. */
  static Rejected needingAttention(
      ApplicationName application, EnvironmentGroup group, String owner) {
    return new Rejected(
        409,
        "needs-attention",
        "operation "
            + owner
            + " needs attention on '"
            + application
            + "' ("
            + group
            + "): it could not put back what it had changed, and holds its lock until it has;"
            + " GET /operations/"
            + owner
            + " says why; remove the cause, then POST /operations/"
            + owner
            + "/resume");
  }

  /** Nobody holds it, but others wait for it. */
  static Rejected awaited(ApplicationName application, EnvironmentGroup group, long awaiting) {
    return new Rejected(
        409,
        "busy",
        (awaiting == 1 ? "one operation waits" : awaiting + " operations wait")
            + " in the queue of '"
            + application
            + "' ("
            + group
            + "), and "
            + (awaiting == 1 ? "comes" : "come")
            + " first; GET /stacks/"
            + application
            + " shows the queue, and \"concurrency\": \"queue\" waits in it");
  }

  /** Too many wait for it already. */
  static Rejected full(ApplicationName application, EnvironmentGroup group) {
    return new Rejected(
        409,
        "queue-full",
        Queue.MOST
            + " operations wait in the queue of '"
            + application
            + "' ("
            + group
            + ") already, and no more may; GET /stacks/"
            + application
            + " shows them, POST /operations/{operationId}/abort ends one");
  }
}
