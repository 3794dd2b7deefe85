package io.slipway.local.simulation.run;

import io.slipway.local.simulation.fault.Cell;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.fault.ScriptedFaults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a cell, or two one after the other, stands for: a scenario in which just that goes wrong.
 */
final class SweepCases {

  /** Long enough for the recovery that the last fault sets off to meet the next one. */
  private static final Duration TAIL = Duration.ofMinutes(1);

  private static final long SEED = 7;

  private final Preparation preparation;

  SweepCases(Preparation preparation) {
    this.preparation = preparation;
  }

  /** The scenario in which nothing goes wrong but what {@code faults} does. */
  Case of(Scenario scenario, String name, int planned, Faults faults) {
    return new Case(
        new Case.Name("--cell", name),
        SEED,
        scenario.begin(preparation),
        faults,
        planned,
        false,
        scenario.hasShortHistories(),
        scenario.script(),
        TAIL);
  }

  /** As {@link #name} writes it; throws {@link IllegalArgumentException}. */
  Case of(String name) {
    int colon = name.indexOf(':');
    var scenario = Scenario.valueOf(colon < 0 ? name : name.substring(0, colon));
    var cells =
        colon < 0
            ? List.<Cell>of()
            : Arrays.stream(name.substring(colon + 1).split("\\+")).map(Cell::of).toList();
    return of(scenario, name, cells.size(), new ScriptedFaults(cells));
  }

  /** {@code SCENARIO:KIND@holder/point#ordinal+…}. */
  static String name(Scenario scenario, List<Cell> cells) {
    return scenario + ":" + cells.stream().map(Cell::toString).collect(Collectors.joining("+"));
  }
}
