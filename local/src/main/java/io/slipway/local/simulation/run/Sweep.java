package io.slipway.local.simulation.run;

import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.Cell;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.fault.RecordedSites;
import io.slipway.local.simulation.fault.ScriptedFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Goes through cells: every fault at every place, and every fault in what another has set off. */
final class Sweep {

  private static final int PAIRS_OF_A_CELL = 4;

  private final SweepCases cases;
  private final Course course;
  private final Part part;

  Sweep(SweepCases cases, Course course, Part part) {
    this.cases = cases;
    this.course = course;
    this.part = part;
  }

  private record Planned(Scenario scenario, Cell cell) {}

  /** Each scenario without faults, to learn its places. */
  private List<Planned> cells(Consumer<Outcome> outcomes) {
    var all = new ArrayList<Planned>();
    for (var scenario : Scenario.values()) {
      var sites = new RecordedSites(Faults.NONE);
      var outcome = course.run(cases.of(scenario, scenario.name(), 0, sites));
      if (part.isFirst()) {
        outcomes.accept(outcome);
      }
      sites.before().forEach(cell -> all.add(new Planned(scenario, cell)));
    }
    return all;
  }

  /**
   * Every cell of this part, until there are no more or the time is over.
   *
   * @param only what the names of the cells have in them
   * @param every of these, only each so many'th
   */
  void single(Pattern only, int every, BooleanSupplier over, Consumer<Outcome> outcomes) {
    var names =
        cells(outcomes).stream()
            .map(planned -> SweepCases.name(planned.scenario(), List.of(planned.cell())))
            .filter(name -> only.matcher(name).find())
            .toList();
    for (int i = 0; i < names.size() && !over.getAsBoolean(); i++) {
      if (i % every == 0 && part.has(i / every)) {
        outcomes.accept(course.run(cases.of(names.get(i))));
      }
    }
  }

  /** Pairs by chance, until the time is over: a cell, and one that comes only after it. */
  void pairs(long seed, BooleanSupplier over, Consumer<Outcome> outcomes) {
    var cells = cells(outcomes);
    var random = World.random(seed, "pairs" + part);
    while (!over.getAsBoolean()) {
      var first = cells.get(random.nextInt(cells.size()));
      var sites = new RecordedSites(new ScriptedFaults(List.of(first.cell())));
      var name = SweepCases.name(first.scenario(), List.of(first.cell()));
      outcomes.accept(course.run(cases.of(first.scenario(), name, 1, sites)));
      var after = sites.after();
      for (int i = 0; i < PAIRS_OF_A_CELL && !after.isEmpty() && !over.getAsBoolean(); i++) {
        var both = List.of(first.cell(), after.get(random.nextInt(after.size())));
        outcomes.accept(course.run(cases.of(SweepCases.name(first.scenario(), both))));
      }
    }
  }
}
