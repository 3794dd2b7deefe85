package io.slipway.local.asl;

/** How an execution stands. */
public enum Status {
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  ABORTED
}
