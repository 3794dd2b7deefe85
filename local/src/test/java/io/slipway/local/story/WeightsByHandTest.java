package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.NEEDS_ATTENTION;
import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Phase;
import io.slipway.domain.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a shift whose weights somebody changes by hand. */
final class WeightsByHandTest extends ProductionStory {

  @Test
  void weightsThatSomebodyElseChangedAreLeftAlone() {
    var run = production.canaryShift();
    production.runUntil(TEN_PERCENT);
    production.changeByHand(50);
    run.finish();

    assertThat(run.outcome()).isEqualTo(NEEDS_ATTENTION);
    assertThat(run.message())
        .contains("somebody else has changed the weights", "Cats-prod1 50, Cats-prod2 50");
    assertThat(production.customers()).isEqualTo("prod1 50, prod2 50");
    assertThat(production.targets()).isEqualTo(Map.of("prod1", 2, "prod2", 2));

    var refused = scenario.call("POST", "/stacks/canaryShift", Production.seed());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text())
        .contains("needs-attention", run.id(), "POST /operations/" + run.id() + "/resume");
  }

  @Test
  void whoeverResumesMaySayThatSuchWeightsAreOverwritten() {
    var run = production.canaryShift();
    production.runUntil(TEN_PERCENT);
    production.changeByHand(50);
    run.finish();
    assertThat(run.message()).contains("resume with {\"drift\": \"overwrite\"}");
    var path = "/operations/" + run.id() + "/resume";
    var wrong = scenario.call("POST", path, Production.nothing().put("drift", "adopt"));
    assertThat(wrong.status()).isEqualTo(400);

    var answer = scenario.call("POST", path, Production.nothing().put("drift", "overwrite"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    run.finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
    assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
    assertThat(scenario.call("GET", "/events?applicationName=Cats", Production.nothing()).text())
        .contains(
            "over weights that somebody has set by hand",
            "are overwritten as was asked for, Cats-prod1 50, Cats-prod2 50");
  }

  @Test
  void aSlotThatSomebodyElseGaveTrafficKeepsItsTasks() {
    var larger = steps(step(90, ofSeconds(60)));
    larger.putObject("scale").put("desired", 4);
    var run = production.canaryShift(larger);
    scenario.runUntil(() -> production.scaling().get("prod1").startsWith("4 "));
    production.changeByHand(50);
    production.tell(run, "abort");
    run.finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(NEEDS_ATTENTION);
    assertThat(run.message()).contains("so it keeps its 4 tasks", "{\"drift\": \"overwrite\"}");
    assertThat(production.customers()).isEqualTo("prod1 50, prod2 50");
    assertThat(production.scaling().get("prod1")).startsWith("4 ");

    var overwrite = Production.nothing().put("drift", "overwrite");
    scenario.call("POST", "/operations/" + run.id() + "/resume", overwrite);
    production.runUntil(ALL_LIVE);
    scenario.runFor(ofSeconds(10));
    assertThat(production.scaling().get("prod1")).as("until it is drained").startsWith("4 ");
    run.finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(ABORTED);
    assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
    assertThat(production.scaling().get("prod1")).startsWith("2 ");
  }

  @Test
  void weightsOfAShiftThatNeedsNobodyAreNotOverwritten() {
    var run = production.canaryShift(steps(step(20, ofDays(14))));
    production.runUntil("prod1 20, prod2 80");
    production.tell(run, "pause");
    scenario.runUntil(() -> run.operation().phase() == Phase.HOLDING);
    var answer =
        scenario.call(
            "POST",
            "/operations/" + run.id() + "/resume",
            Production.nothing().put("drift", "overwrite"));
    assertThat(answer.status()).isEqualTo(400);
    production.tell(run, "abort");
    run.finish();
  }

  @Test
  void weightsOfThePreviewHostThatSomebodyElseChangedAreNobodysEmergency() {
    var hand = new ByHand(scenario);
    var run = production.canaryShift();
    production.runUntil(ALL_NEXT);
    scenario.runFor(ofMinutes(2));
    var rule = production.slot(Role.LIVE).address().previewRule().orElseThrow();
    var weights = hand.weights(rule);
    weights.replaceAll((group, weight) -> 50);
    hand.weights(rule, weights);

    production.tell(run, "abort");
    run.finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(ABORTED);
    assertThat(run.message())
        .contains("somebody else has changed the preview host's weights, so they are left at");
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
    assertThat(production.preview()).isEqualTo("prod1 50, prod2 50");
  }
}
