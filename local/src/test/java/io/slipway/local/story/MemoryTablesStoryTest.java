package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.Setup;
import io.slipway.local.data.memory.MemoryTables;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slipway does the same whether its tables are in memory or in DynamoDB Local. */
class MemoryTablesStoryTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void oneStoryIsTheSameOnBothStores(long seed) {
    var local = told(Setup.virtual().withSeed(seed));
    var memory = told(Setup.virtual().withSeed(seed).withTables(folder -> new MemoryTables()));
    assertThat(memory).isNotEmpty().isEqualTo(local);
  }

  private static List<String> told(Setup setup) {
    try (var scenario = Scenario.begin(setup)) {
      Asked.createCats(scenario);
      Asked.push(scenario, "1.0.0", "2.0.0");
      scenario.pushImage("cats", "3.0.0", "crashing");
      Asked.deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "stage");
      Asked.deploy(scenario, "/stacks/deploy", "3.0.0", "dev");
      Asked.deploy(scenario, Asked.IDLE, "2.0.0");
      Asked.swap(scenario);
      Asked.deleteCats(scenario);
      return scenario.events(Production.NAME);
    }
  }
}
