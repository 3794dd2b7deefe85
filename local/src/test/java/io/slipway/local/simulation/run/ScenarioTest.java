package io.slipway.local.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.simulation.Blueprint;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.fault.RecordedSites;
import io.slipway.local.simulation.fault.Site;
import io.slipway.local.simulation.invariant.Rules;
import io.slipway.local.simulation.mutant.Variation;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sweep tries only what its scenarios come by: they have to do something, and to do it all. */
final class ScenarioTest {

  private static final String MACHINE = "slipway-dev-";

  private static Preparation preparation;

  @BeforeAll
  static void prepare() {
    preparation = new Preparation(Blueprint.read(Path.of("")));
  }

  private static Outcome quietly(Scenario scenario, RecordedSites sites) {
    return new Course(preparation.blueprint, Rules::fresh, () -> Variation.NONE, null)
        .run(new SweepCases(preparation).of(scenario, scenario.name(), 0, sites));
  }

  @ParameterizedTest
  @EnumSource
  void anOperationRunsAndEndsWithoutAnyFault(Scenario scenario) {
    var outcome = quietly(scenario, new RecordedSites(Faults.NONE));
    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.operations()).isPositive();
  }

  @Test
  void togetherTheyComeByEveryTaskOfEveryMachine() throws IOException {
    var met = new TreeSet<String>();
    for (var scenario : Scenario.values()) {
      var sites = new RecordedSites(Faults.NONE);
      var unused = quietly(scenario, sites);
      sites.before().stream()
          .map(cell -> cell.site())
          .filter(site -> site.holder().startsWith(MACHINE))
          .map(Site::toString)
          .forEach(met::add);
    }
    assertThat(met).containsAll(tasks());
  }

  /** {@code machine/state}, of all tasks, inside maps too. */
  private static Set<String> tasks() throws IOException {
    var all = new TreeSet<String>();
    try (var files = Files.list(Path.of("statemachines"))) {
      for (var file : files.toList()) {
        var machine = MACHINE + file.getFileName().toString().replace(".asl.json", "/");
        for (var states : Json.parse(Files.readAllBytes(file)).findValues("States")) {
          collect(machine, states, all);
        }
      }
    }
    return all;
  }

  private static void collect(String machine, JsonNode states, Set<String> all) {
    states
        .properties()
        .forEach(
            state -> {
              if (state.getValue().path("Type").asText().equals("Task")) {
                all.add(machine + state.getKey());
              }
              collect(machine, state.getValue().path("ItemProcessor").path("States"), all);
            });
  }
}
