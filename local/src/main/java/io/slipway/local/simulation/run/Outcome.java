package io.slipway.local.simulation.run;

import io.slipway.local.simulation.Tally;
import io.slipway.local.simulation.Violation;
import java.time.Duration;
import java.util.List;

/**
 * What came of one run.
 *
 * @param name the seed, or the cell, as it is given to replay the run
 * @param trace the hash of all that happened
 * @param planned how many faults were to strike
 * @param operations how many operations have ended
 * @param checks how many times a rule was asked
 */
public record Outcome(
    String name,
    String trace,
    int planned,
    List<Tally.Fired> fired,
    int operations,
    long calls,
    long checks,
    Duration virtual,
    List<Violation> violations) {

  public Outcome {
    fired = List.copyOf(fired);
    violations = List.copyOf(violations);
  }

  /** Says nothing: no planned fault has struck, or nothing has ended. */
  public boolean isVoid() {
    return violations.isEmpty() && (operations == 0 || (planned > 0 && fired.isEmpty()));
  }
}
