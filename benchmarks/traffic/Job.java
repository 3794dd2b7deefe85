package traffic;

/** What happens to an application while its customers are there. */
enum Job {
  SWAP,
  CANARY,
  /** A swap, and back. */
  ROLLBACK,
  /** A canary that its caller aborts while it has half of the traffic. */
  ABORT,
  /** A canary during which an alarm goes off. */
  ALARM
}
