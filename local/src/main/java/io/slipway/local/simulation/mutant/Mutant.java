package io.slipway.local.simulation.mutant;

import java.util.Set;

/**
 * A bug that can be planted into a run. Production code knows nothing of it: a part is wrapped,
 * replaced or rewritten.
 */
public interface Mutant {

  /** As in the table of docs/simulation.md, from 1. */
  int number();

  /** A few words, for example {@code no lock}. */
  String name();

  /** What it breaks, in one sentence. */
  String breaks();

  /** The ids of the rules of which at least one finds it. */
  Set<String> caughtBy();

  /** What is different in one run; each run asks for its own. */
  Variation variation();
}
