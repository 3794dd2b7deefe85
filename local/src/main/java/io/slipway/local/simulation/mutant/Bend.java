package io.slipway.local.simulation.mutant;

/** What a planted bug makes of a handler's call. */
@FunctionalInterface
interface Bend {

  /** Gives the answer that the handler gets, or throws what it meets. */
  Object make(HandlerCall call) throws Throwable;
}
