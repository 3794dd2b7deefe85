package io.slipway.local.story;

import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Phase;
import io.slipway.local.account.Host;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The next release held against the live one. */
final class CompareTest extends ProductionStory {

  @Test
  void aReleaseThatIsAsGoodAsTheLiveOneGoesOn() {
    var run = production.canaryShift(compared(steps(step(10, ofMinutes(5)))));
    production.runUntil(TEN_PERCENT);
    traffic(ofMinutes(5), 0, ofMillis(210));
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    var judged = shown(run, "JudgeStep");
    assertThat(judged.path("message").asText())
        .contains("next has ", " requests, 0 % errors, p95 210 ms, live has ");
    assertThat(judged.at("/details/comparison/next/requests").asInt()).isGreaterThan(100);
    assertThat(judged.at("/details/comparison/finding/verdict").asText()).isEqualTo("ADVANCE");
  }

  @Test
  void aReleaseWithMoreErrorsGoesBack() {
    var run = production.canaryShift(compared(steps(step(10, ofMinutes(5)))));
    production.runUntil(TEN_PERCENT);
    traffic(ofMinutes(5), 3, ofMillis(200));
    assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
    assertThat(run.message())
        .contains("more errors than the 2 percentage points over live", " % errors");
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
  }

  @Test
  void aSlowReleaseGoesBack() {
    var run = production.canaryShift(compared(steps(step(10, ofMinutes(5)))));
    production.runUntil(TEN_PERCENT);
    traffic(ofMinutes(5), 0, ofMillis(500));
    assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
    assertThat(run.message()).contains("slower than the 2 times of live", "p95 500 ms");
  }

  @Test
  void aReleaseThatNobodyUsesIsWatchedAgainAndGoesBackInTheEnd() {
    var run = production.canaryShift(compared(steps(step(10, ofMinutes(5)))));
    production.runUntil(TEN_PERCENT);
    scenario.runFor(ofMinutes(19));
    assertThat(production.customers()).isEqualTo(TEN_PERCENT);
    assertThat(shown(run, "JudgeStep").path("message").asText())
        .startsWith("watching it for another bake: too few requests to compare");
    assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
    assertThat(run.message()).contains("after 4 bakes still too few requests to compare");
  }

  @Test
  void aReleaseThatIsUsedInItsSecondBakeGoesOn() {
    var run = production.canaryShift(compared(steps(step(10, ofMinutes(5)))));
    production.runUntil(TEN_PERCENT);
    scenario.runFor(ofMinutes(6));
    traffic(ofMinutes(4), 0, ofMillis(200));
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  @Test
  void whoeverPromotesNeedNotWaitForRequests() {
    var run = production.canaryShift(compared(steps(step(10, ofDays(1)))));
    scenario.runUntil(() -> run.operation().phase() == Phase.BAKING);
    production.tell(run, "promote");
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(shown(run, "JudgeStep").path("message").asText())
        .contains("promoted, though too few requests");
  }

  static ObjectNode compared(ObjectNode request) {
    request
        .putObject("compare")
        .put("maxErrorRate", 2)
        .put("maxLatencyRatio", 2.0)
        .put("percentile", "p95")
        .put("minRequests", 100);
    return request;
  }

  /** Each second, live answers ten requests in 200 ms; of 30 of the next, so many are errors. */
  private void traffic(Duration time, int errors, Duration latency) {
    var next = group("prod1");
    var live = group("prod2");
    for (int second = 0; second < time.toSeconds(); second++) {
      for (int i = 0; i < 10; i++) {
        scenario.account().served(live, 200, ofMillis(200));
      }
      scenario.account().served(next, second % 30 < errors ? 500 : 200, latency);
      scenario.runFor(ofSeconds(1));
    }
  }

  private String group(String slot) {
    return production.host("-prod.").groups().stream()
        .filter(group -> group.name().endsWith(slot))
        .map(Host.Group::targetGroupArn)
        .findFirst()
        .orElseThrow();
  }
}
