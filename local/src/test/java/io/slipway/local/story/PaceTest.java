package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.runtime.Json;
import io.slipway.store.Pace;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose turn it is to register a task definition, and how a deploy waits for its own. */
final class PaceTest {

  private static final int AT_ONCE = 15;

  private static void taken(Scenario scenario, int turns) {
    var pace = new Pace(scenario.platform());
    IntStream.range(0, turns).forEach(turn -> pace.turn());
  }

  private static Run deploy(Scenario scenario) {
    scenario.createStack("shop").finish();
    scenario.pushImage("shop", "1.0.0", "healthy");
    taken(scenario, AT_ONCE + 300);
    var body = Json.mapper().createObjectNode();
    body.put("applicationName", "shop").put("imageTag", "1.0.0");
    body.putArray("environment").add("dev");
    return scenario.asked("POST", "/stacks/deploy", body);
  }

  @Test
  void aFewGoAtOnceAndThenOneEachSecond() {
    try (var scenario = Scenario.begin()) {
      var pace = new Pace(scenario.platform());

      for (int turn = 1; turn <= AT_ONCE; turn++) {
        assertThat(pace.turn()).isZero();
      }
      assertThat(pace.turn()).isEqualTo(Duration.ofSeconds(1));
      assertThat(pace.turn()).isEqualTo(Duration.ofSeconds(2));
      scenario.runFor(Duration.ofSeconds(10));
      assertThat(pace.turn()).isZero();
      scenario.runFor(Duration.ofHours(1));
      taken(scenario, AT_ONCE);
      assertThat(pace.turn()).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void aDeployWaitsForItsTurnAndSaysSo() {
    try (var scenario = Scenario.begin()) {
      var run = deploy(scenario);
      scenario.runFor(Duration.ofMinutes(4));

      assertThat(run.operation().waitingFor().orElseThrow())
          .startsWith("dev: its turn to register a task definition");
      assertThat(run.steps()).isEmpty();
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      var took = Duration.between(run.operation().startedAt(), run.operation().endedAt().get());
      assertThat(took).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(8));
    }
  }

  @Test
  void whoeverWaitsForItsTurnCanBeAborted() {
    try (var scenario = Scenario.begin()) {
      var run = deploy(scenario);
      scenario.runFor(Duration.ofMinutes(1));

      var told =
          scenario.call(
              "POST", "/operations/" + run.id() + "/abort", Json.mapper().createObjectNode());
      assertThat(told.status()).isEqualTo(202);
      scenario.runFor(Duration.ofMinutes(3));
      assertThat(run.outcome()).isEqualTo(ABORTED);
    }
  }
}
