package io.slipway.local.simulation.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.slipway.local.simulation.Violation;
import java.util.List;

/**
 * What came of one run.
 *
 * @param option {@code --seeds} or {@code --cell}
 * @param value what follows the option to replay the run
 * @param trace the hash of all that happened
 * @param planned how many faults were to strike
 * @param fired each {@code KIND@holder/point#ordinal}, in order
 * @param operations how many operations have ended
 * @param checks how many times a rule was asked
 */
public record Outcome(
    String option,
    String value,
    String trace,
    int planned,
    List<String> fired,
    int operations,
    long calls,
    long checks,
    long virtualSeconds,
    List<Violation> violations) {

  public Outcome {
    fired = List.copyOf(fired);
    violations = List.copyOf(violations);
  }

  /** Says nothing: no planned fault has struck, or nothing has ended. */
  @JsonIgnore
  public boolean isVoid() {
    return violations.isEmpty() && (operations == 0 || (planned > 0 && fired.isEmpty()));
  }
}
