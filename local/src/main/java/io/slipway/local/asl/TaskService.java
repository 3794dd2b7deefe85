package io.slipway.local.asl;

/** Does the tasks of state machines. */
@FunctionalInterface
public interface TaskService {

  /** Begins {@code call} and returns at once; the answer comes through {@code reply}. */
  void start(TaskCall call, TaskReply reply);
}
