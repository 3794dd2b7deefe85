package io.slipway.local.simulation.run;

import static io.slipway.local.simulation.run.Deeds.APPLICATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.invariant.Invariant;
import io.slipway.local.simulation.invariant.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule can fail, on a state made wrong by hand; and does not where nothing is wrong. */
class RulesTest {

  private static final List<WrongDeeds> THEMES =
      List.of(
          new TrafficRulesTest(),
          new AccessRulesTest(),
          new EndRulesTest(),
          new RecordRulesTest(),
          new RemainsRulesTest());

  @Test
  void everyRuleIsBrokenInATheme() {
    assertThat(THEMES.stream().flatMap(theme -> theme.rules().stream()))
        .containsExactlyInAnyOrderElementsOf(Rules.fresh().stream().map(Invariant::id).toList());
  }

  @Test
  void everyRuleSaysWhatItDemands() throws IOException {
    assertThat(Rules.fresh()).extracting(Invariant::id).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(Path.of("docs/simulation.md")))
        .containsAll(
            Rules.fresh().stream()
                .map(rule -> "| " + rule.id() + " | " + rule.statement() + " |")
                .toList());
  }

  @Test
  void noRuleFindsAnythingInAQuietRun() {
    try (var world = WrongDeeds.world()) {
      var client = new Client(world);
      world.begin(Rules.fresh(), () -> {});
      var deploy = Client.about(APPLICATION).put("imageTag", "3.0.0");
      deploy.putArray("environment").add("dev").add("qa");
      ask(world, client, 1, "/stacks/deploy", deploy);
      var strategy = Client.about(APPLICATION).put("bake", 60);
      strategy.putArray("strategy").addObject().put("weight", 10).put("wait", 60);
      Workload.route(strategy, 0);
      ask(world, client, 400, "/stacks/canaryShift", strategy);
      ask(
          world,
          client,
          1500,
          "/stacks/rollback",
          Client.about(APPLICATION).put("environment", "prod"));
      world.timeline().runFor(Duration.ofMinutes(60));
      assertThat(client.running()).isEmpty();
      world.checkAtRest();
      world.checkHistory();
      assertThat(client.started()).hasSize(3);
      assertThat(world.violations()).isEmpty();
      assertThat(world.effects()).hasSizeGreaterThan(30);
    }
  }

  private static void ask(World world, Client client, int second, String path, ObjectNode body) {
    world.later(Duration.ofSeconds(second), () -> client.ask("POST", path, body));
  }
}
