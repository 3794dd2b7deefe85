package io.slipway.local.asl;

/** Told whenever an execution enters or leaves a state; called while the machines are locked. */
public interface Transitioned {

  /** Nobody listens. */
  Transitioned NOBODY =
      new Transitioned() {
        @Override
        public void entered(String machineArn, String executionArn, String stateName) {}

        @Override
        public void exited(String machineArn, String executionArn, String stateName) {}
      };

  void entered(String machineArn, String executionArn, String stateName);

  void exited(String machineArn, String executionArn, String stateName);
}
