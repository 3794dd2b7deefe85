package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the slots of production change places at once. */
final class SwapTest {

  @Test
  void theFirstReleaseEverGoesLiveBySwap() {
    try (var scenario = Scenario.begin()) {
      var production = Production.created(scenario);
      production.deployToIdle("1.0.0");

      var refused = scenario.call("POST", "/stacks/canaryShift", Production.seed());
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("nothing-live", "POST /stacks/swapProdBlueAndGreen");

      var run = production.swap().finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(run.message()).isEqualTo("all traffic goes to 1.0.0 (prod2)");
      assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
      assertThat(production.preview()).isEqualTo("prod1 100, prod2 0");
      production.deployToIdle("2.0.1");
      assertThat(production.liveVersion()).isEqualTo("1.0.0");
    }
  }

  @Test
  void flawA4_aSwapAndASwapBackEachMoveTrafficOnce() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      assertThat(production.swap().finish().outcome()).isEqualTo(SUCCEEDED);
      assertThat(production.liveVersion()).isEqualTo("2.0.1");
      scenario.runFor(ofMinutes(10));
      assertThat(production.targets()).isEqualTo(Map.of("prod1", 2, "prod2", 1));

      var back = production.swap().finish();
      assertThat(back.outcome()).as(back.message()).isEqualTo(SUCCEEDED);
      assertThat(production.liveVersion()).isEqualTo("1.0.0");
      assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
      scenario.runFor(ofMinutes(10));
      assertThat(production.targets()).isEqualTo(Map.of("prod1", 1, "prod2", 2));
    }
  }

  @Test
  void flawA1_eachHostIsMovedByOneChangeAndHoldsBothSlots() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.swap().finish();

      var changes =
          scenario.account().calls().list(run.id()).stream()
              .filter(call -> call.operation().equals("ModifyRule"))
              .toList();
      assertThat(changes).hasSize(2);
      assertThat(production.host("-prod.").groups()).hasSize(2);
      assertThat(production.host("-prod-blue.").groups()).hasSize(2);
    }
  }

  @Test
  void flawA2_theInventorySaysWhatTheLoadBalancerDoes() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var customers = production.slot(Role.LIVE).address().url();
      var preview = production.slot(Role.IDLE).address().url();

      production.swap().finish();

      assertThat(production.liveVersion()).isEqualTo("2.0.1");
      assertThat(production.slot(Role.LIVE).address().url()).isEqualTo(customers);
      assertThat(production.slot(Role.IDLE).address().url()).isEqualTo(preview);
    }
  }

  @Test
  void flawA3_anEmptySlotIsNotSwappedIn() {
    try (var scenario = Scenario.begin()) {
      var production = Production.created(scenario);
      var refused = scenario.call("POST", "/stacks/swapProdBlueAndGreen", Production.body());
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("empty-slot", "POST /stacks/deploytoprodBlue");
      assertThat(production.customers()).isEqualTo("prod1 100, prod2 0");
    }
  }

  @Test
  void theReleaseThatCustomersHaveIsNothingToSwapIn() {
    try (var scenario = Scenario.begin()) {
      var production = Production.created(scenario);
      production.deployToIdle("1.0.0");
      production.swap().finish();
      assertThat(
              scenario
                  .asked(
                      "POST",
                      "/stacks/deploytoprodBlue",
                      Production.body().put("imageTag", "1.0.0"))
                  .finish()
                  .outcome())
          .isEqualTo(SUCCEEDED);

      var refused = scenario.call("POST", "/stacks/swapProdBlueAndGreen", Production.body());
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("nothing-to-shift");
    }
  }

  @Test
  void anAbortedSwapIsAsIfItHadNotBeen() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var targets = production.targets();
      var run = production.swap();
      production.runUntil("prod1 100, prod2 0");
      scenario.runFor(ofSeconds(30));
      production.tell(run, "abort");
      run.finish();

      assertThat(run.outcome()).isEqualTo(ABORTED);
      assertThat(production.liveVersion()).isEqualTo("1.0.0");
      assertThat(production.preview()).isEqualTo("prod1 100, prod2 0");
      assertThat(production.targets()).isEqualTo(targets);
      var again = scenario.call("POST", "/operations/" + run.id() + "/abort", Production.nothing());
      assertThat(again.status()).isEqualTo(200);
    }
  }
}
