package io.slipway.local.simulation.invariant;

import java.util.List;

/**
 * A rule that holds in every run. Each run has its own instances, so that a rule may remember what
 * it has seen; each method returns what is wrong, in words, or nothing.
 */
public interface Invariant {

  /** As in the table of docs/simulation.md, for example {@code T1}. */
  String id();

  /** The rule in one sentence. */
  String statement();

  /** Asked after each call that has changed something; must be cheap: hundreds of times a run. */
  default List<String> afterEffect(View view, Effect effect) {
    return List.of();
  }

  /** Asked once when faults are healed, every operation has ended and nothing runs any more. */
  default List<String> atRest(View view) {
    return List.of();
  }

  /** Asked once at the very end, about all that has happened. */
  default List<String> ofHistory(View view) {
    return List.of();
  }
}
