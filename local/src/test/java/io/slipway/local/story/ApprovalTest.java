package io.slipway.local.story;

import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.RUNNING;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Phase;
import org.junit.jupiter.api.Test;

/** Steps that wait for an approval. */
final class ApprovalTest extends ProductionStory {

  @Test
  void aStepWithApprovalWaitsForIt() {
    var approved = step(60, ofSeconds(50)).put("approval", true);

    var run = production.canaryShift(steps(step(10, ofSeconds(70)), approved));
    production.runUntil(TEN_PERCENT);
    scenario.runFor(ofDays(3));
    assertThat(production.customers()).isEqualTo(TEN_PERCENT);
    assertThat(run.operation().waitingFor().orElseThrow()).startsWith("approve or abort");
    assertThat(
            scenario
                .call("POST", "/operations/" + run.id() + "/promote", Production.nothing())
                .status())
        .isEqualTo(409);

    production.tell(run, "approve");
    production.runUntil(SIXTY_PERCENT);
    run.finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  @Test
  void anApprovalThatNobodyGivesExpires() {
    var approved = step(60, ofSeconds(50)).put("approval", true);

    var run = production.canaryShift(steps(step(10, ofSeconds(70)), approved));
    scenario.runFor(ofDays(13));
    assertThat(run.outcome()).isEqualTo(RUNNING);
    scenario.runFor(ofDays(2));

    assertThat(run.outcome()).isEqualTo(ROLLED_BACK);
    assertThat(run.message()).contains("nobody approved within 14 days");
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
  }

  @Test
  void theApproverIsOnRecord() {
    var approved = step(60, ofSeconds(50)).put("approval", true).put("approvalWithin", "2h");
    var run = production.canaryShift(steps(step(10, ofSeconds(70)), approved));
    scenario.runUntil(() -> run.operation().phase() == Phase.AWAITING_APPROVAL);
    assertThat(run.operation().waitingFor().orElseThrow())
        .startsWith("approve or abort within 2 hours, until ");
    assertThat(shown(run, "AwaitApproval").path("outcome").asText()).isEqualTo("RUNNING");

    told(run, "approve", nothing().put("reason", "looks good"), 202);

    var step = shown(run, "AwaitApproval");
    assertThat(step.path("outcome").asText()).isEqualTo("DONE");
    assertThat(step.path("message").asText()).matches("approved by .+: looks good");
    assertThat(step.at("/details/actor").asText()).isNotEmpty();
    assertThat(step.at("/details/reason").asText()).isEqualTo("looks good");
    assertThat(step.at("/details/at").asText()).isEqualTo(step.path("endedAt").asText());
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  @Test
  void anApprovalExpiresWhenTheStepSaysSo() {
    var approved = step(60, ofSeconds(50)).put("approval", true).put("approvalWithin", 5400);
    var run = production.canaryShift(steps(step(10, ofSeconds(70)), approved));
    scenario.runUntil(() -> run.operation().phase() == Phase.AWAITING_APPROVAL);
    scenario.runFor(ofMinutes(89));
    assertThat(production.customers()).isEqualTo(TEN_PERCENT);
    scenario.runFor(ofMinutes(2));
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
    assertThat(run.finish().outcome()).isEqualTo(ROLLED_BACK);
    assertThat(run.message()).contains("nobody approved within 1 hour 30 minutes");
    assertThat(shown(run, "AwaitApproval").path("outcome").asText()).isEqualTo("FAILED");
  }

  @Test
  void aFullPromotionDoesNotPassOverAnApproval() {
    var approved = step(60, ofSeconds(50)).put("approval", true);
    var run = production.canaryShift(steps(step(10, ofDays(1)), approved, step(80, ofDays(1))));
    production.runUntil(TEN_PERCENT);
    assertThat(told(run, "promote", nothing().put("full", true), 409))
        .contains("the step of 60 % waits for an approval");

    production.tell(run, "promote");
    scenario.runUntil(() -> run.operation().phase() == Phase.AWAITING_APPROVAL);
    production.tell(run, "approve");
    production.runUntil("prod1 60, prod2 40");
    told(run, "promote", nothing().put("full", true), 202);
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }
}
