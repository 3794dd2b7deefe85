package io.slipway.local.simulation.run;

import io.slipway.local.simulation.Prepared;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.Faults;
import java.time.Duration;

/**
 * One run as it is planned.
 *
 * @param name as it is given to {@code ./slipway simulate} to replay the run
 * @param planned how many faults are to strike
 * @param skewed whether the clocks of functions differ
 * @param shortHistories whether shifts go on in a new execution soon
 * @param tail how long after the last request faults may still come
 */
record Case(
    Name name,
    long seed,
    Prepared prepared,
    Faults faults,
    int planned,
    boolean skewed,
    boolean shortHistories,
    Script script,
    Duration tail) {

  /**
   * What to replay.
   *
   * @param option {@code --seeds} or {@code --cell}
   */
  record Name(String option, String value) {
    @Override
    public String toString() {
      return option + " '" + value + "'";
    }
  }

  /** Puts what people do on the timeline; says after how long the last of it is asked for. */
  @FunctionalInterface
  interface Script {
    Duration plan(World world, Client client);
  }
}
