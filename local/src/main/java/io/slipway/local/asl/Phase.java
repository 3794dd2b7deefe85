package io.slipway.local.asl;

/** Where a frame stands in its state, and so what happens when it is due. */
enum Phase {
  /** About to enter its state. */
  ENTER,
  /** About to do its state's work: again, after a retry's delay. */
  BEGIN,
  /** Its task has been scheduled and is about to be called. */
  DISPATCH,
  /** Its task has been called; due when it times out. */
  CALLED,
  /** In a Wait; due when that is over. */
  WAITING,
  /** Its branches or iterations run. */
  CHILDREN,
  /** Its flow has ended. */
  DONE
}
