package io.slipway.local.asl;

/**
 * Told whenever an execution enters or leaves a state, or ends; called while the machines are
 * locked.
 */
public interface Transitioned {

  void entered(String machineArn, String executionArn, String stateName);

  void exited(String machineArn, String executionArn, String stateName);

  /** The execution has ended. */
  default void ended(String machineArn, String executionArn, Status status) {}
}
