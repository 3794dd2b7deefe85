package io.slipway.flow.rollout;

/** What a look at a rollout finds. */
enum Verdict {
  RUNNING,
  DONE,
  FAILED,
  /** A caller has asked for its end. */
  ABORTED
}
