package io.slipway.local.account.ecs;

/**
 * What runs the tasks' containers. It is told under the account's lock, and must neither wait nor
 * call the account back.
 */
public interface Containers {

  /** Nothing runs them: where time is virtual, the account itself says what they would answer. */
  Containers NONE =
      new Containers() {
        @Override
        public void start(String address) {}

        @Override
        public void terminate(String address) {}

        @Override
        public void kill(String address) {}
      };

  /** Starts what listens at the task's address. */
  void start(String address);

  /** Tells it to end what it is at and to take nothing more, as SIGTERM does. */
  void terminate(String address);

  /** Ends it at once; does nothing where nothing runs. */
  void kill(String address);
}
