package io.slipway.local.asl;

/** The history has room for one more event only: the one that ends the execution. */
final class HistoryFull extends RuntimeException {

  /** The service's limit: the 25,000th event is the failure. */
  static final int EVENTS = 25_000;

  HistoryFull() {
    super("The execution reached the maximum number of history events (" + EVENTS + ").");
  }
}
