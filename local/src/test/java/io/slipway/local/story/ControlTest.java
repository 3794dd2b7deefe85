package io.slipway.local.story;

import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Phase;
import io.slipway.local.http.HttpAnswer;
import org.junit.jupiter.api.Test;

/** What callers tell a shift to do. 1.0.0 is live in prod2, 2.0.1 waits in prod1. */
final class ControlTest {

  private static final String ALL_LIVE = "prod1 0, prod2 100";
  private static final String TEN_PERCENT = "prod1 10, prod2 90";
  private static final String ALL_NEXT = "prod1 100, prod2 0";

  @Test
  void aFullPromotionMovesAllTrafficAtOnceAndIsJudgedOnce() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run =
          production.canaryShift(
              steps(step(10, ofDays(1)), step(20, ofDays(1)), step(60, ofDays(1))));
      production.runUntil(TEN_PERCENT);

      told(scenario, run, "promote", nothing().put("full", true), 202);
      scenario.runFor(ofMinutes(5));

      assertThat(production.customers()).isEqualTo(ALL_NEXT);
      assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(run.steps())
          .contains("JudgeStep 10 % DONE", "CheckSlot 100 % DONE", "JudgeStep 100 % DONE")
          .noneMatch(step -> step.contains("20 %") || step.contains("60 %"));
      assertThat(production.liveVersion()).isEqualTo("2.0.1");
    }
  }

  @Test
  void aPausedShiftIsPromotedInFull() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift(steps(step(10, ofDays(1)), step(60, ofDays(1))));
      production.runUntil(TEN_PERCENT);
      production.tell(run, "pause");
      scenario.runUntil(() -> run.operation().phase() == Phase.HOLDING);
      told(scenario, run, "promote", nothing().put("full", true), 202);
      assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void aFullPromotionOfASickReleaseBringsTrafficBackFromTheStepItWasAt() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift(steps(step(10, ofDays(1)), step(60, ofDays(1))));
      production.runUntil(TEN_PERCENT);
      scenario.account().makeUnhealthy(Production.NAME, "2.0.1", 1);
      scenario.runFor(ofSeconds(100));
      told(scenario, run, "promote", nothing().put("full", true), 202);
      assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
    }
  }

  @Test
  void aFullPromotionThatCannotBeMadeGoesBackFromTheStepItWasAt() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift(steps(step(10, ofDays(1)), step(60, ofDays(1))));
      production.runUntil(TEN_PERCENT);
      scenario.account().calls().inject(Faults.refusing("ModifyRule", "ShiftTraffic"));
      told(scenario, run, "promote", nothing().put("full", true), 202);
      assertThat(run.finish().outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
    }
  }

  @Test
  void aFullPromotionDoesNotPassOverAnApproval() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var approved = step(60, ofSeconds(50)).put("approval", true);
      var run = production.canaryShift(steps(step(10, ofDays(1)), approved, step(80, ofDays(1))));
      production.runUntil(TEN_PERCENT);
      assertThat(told(scenario, run, "promote", nothing().put("full", true), 409))
          .contains("the step of 60 % waits for an approval");

      production.tell(run, "promote");
      scenario.runUntil(() -> run.operation().phase() == Phase.AWAITING_APPROVAL);
      production.tell(run, "approve");
      production.runUntil("prod1 60, prod2 40");
      told(scenario, run, "promote", nothing().put("full", true), 202);
      assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void fullIsForPromoteOnly() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift();
      production.runUntil(TEN_PERCENT);
      assertThat(told(scenario, run, "pause", nothing().put("full", true), 400))
          .contains("full: is allowed for promote only");
      run.finish();
    }
  }

  @Test
  void theApproverIsOnRecord() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var approved = step(60, ofSeconds(50)).put("approval", true).put("approvalWithin", "2h");
      var run = production.canaryShift(steps(step(10, ofSeconds(70)), approved));
      scenario.runUntil(() -> run.operation().phase() == Phase.AWAITING_APPROVAL);
      assertThat(run.operation().waitingFor().orElseThrow())
          .startsWith("approve or abort within 2 hours, until ");
      assertThat(approval(scenario, run).path("outcome").asText()).isEqualTo("RUNNING");

      told(scenario, run, "approve", nothing().put("reason", "looks good"), 202);

      var step = approval(scenario, run);
      assertThat(step.path("outcome").asText()).isEqualTo("DONE");
      assertThat(step.path("message").asText()).matches("approved by .+: looks good");
      assertThat(step.at("/details/actor").asText()).isNotEmpty();
      assertThat(step.at("/details/reason").asText()).isEqualTo("looks good");
      assertThat(step.at("/details/at").asText()).isEqualTo(step.path("endedAt").asText());
      assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void anApprovalExpiresWhenTheStepSaysSo() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var approved = step(60, ofSeconds(50)).put("approval", true).put("approvalWithin", 5400);
      var run = production.canaryShift(steps(step(10, ofSeconds(70)), approved));
      scenario.runUntil(() -> run.operation().phase() == Phase.AWAITING_APPROVAL);
      scenario.runFor(ofMinutes(89));
      assertThat(production.customers()).isEqualTo(TEN_PERCENT);
      scenario.runFor(ofMinutes(2));
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
      assertThat(run.message()).contains("nobody approved within 1 hour 30 minutes");
      assertThat(approval(scenario, run).path("outcome").asText()).isEqualTo("FAILED");
    }
  }

  @Test
  void aShiftAtWorkCannotBePausedAndSaysWhatApplies() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var request = Production.seed();
      request.putObject("scale").put("desired", 30);
      var run = production.canaryShift(request);
      scenario.runFor(ofSeconds(15));
      assertThat(told(scenario, run, "pause", nothing(), 409))
          .contains("cannot pause now: waiting for 2.0.1 (prod1)", "what applies: abort");
      production.tell(run, "abort");
      run.finish();
      assertThat(told(scenario, run, "promote", nothing(), 409)).contains("ended as ABORTED");
      assertThat(told(scenario, run, "abort", nothing(), 200)).contains("nothing to abort");
    }
  }

  private static JsonNode approval(Scenario scenario, Run run) {
    for (var step : scenario.get("/operations/" + run.id()).path("steps")) {
      if (step.path("state").asText().equals("AwaitApproval")) {
        return step;
      }
    }
    throw new AssertionError("no step AwaitApproval");
  }

  private static String told(
      Scenario scenario, Run run, String control, ObjectNode body, int status) {
    HttpAnswer answer = scenario.call("POST", "/operations/" + run.id() + "/" + control, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return answer.text();
  }
}
