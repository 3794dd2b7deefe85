package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Provider;
import io.slipway.local.account.Fault;
import io.slipway.runtime.Json;
import io.slipway.store.Webhooks;
import java.time.Duration;
import java.util.Map;

/** Situations in which webhooks, and what they take, need permissions. */
final class HookSituations {

  private static final String PATH = "/stacks/" + Production.NAME + "/webhooks";

  private HookSituations() {}

  static void ofWebhooksThatComeAndGo(Scenario scenario) {
    Asked.createCats(scenario);
    var hooks = new Hooks(scenario);
    var key = Map.of("idempotency-key", "2f1d3a76-8c0b-4a7e-9a52-0b6c1f1e9d11");
    var body = Json.text(DeliveriesTest.wish(Provider.GITHUB));
    for (int i = 0; i < 2; i++) {
      assertThat(scenario.slipway().call("POST", PATH, body, key).status()).isEqualTo(201);
    }
    var hook = hooks.make(Production.NAME, DeliveriesTest.wish(Provider.GITHUB));
    assertThat(hooks.gitHub(hook, "push", hooks.push(push -> {})).status()).isEqualTo(202);
    assertThat(scenario.call("GET", PATH, Production.nothing()).status()).isEqualTo(200);
    assertThat(
            scenario.call("POST", PATH + "/" + hook.id() + "/rotate", Production.nothing()).status())
        .isEqualTo(200);
    assertThat(scenario.slipway().call("DELETE", PATH + "/" + hook.id(), "").status())
        .isEqualTo(200);
    Asked.deleteCats(scenario);
  }

  /** The first webhook is gone by the time that it gets its secret. */
  static void ofAWebhookThatIsRemovedWhileItIsMade(Scenario scenario) {
    Asked.createCats(scenario);
    var webhooks = new Webhooks(scenario.platform());
    var cats = new ApplicationName(Production.NAME);
    scenario
        .account()
        .calls()
        .inject(
            Faults.before(
                "CreateSecret",
                "CreateWebhook",
                () -> webhooks.of(cats).forEach(webhook -> webhooks.remove(cats, webhook.id()))));
    var answer = scenario.call("POST", PATH, DeliveriesTest.wish(Provider.GITHUB));
    scenario.account().calls().inject(Fault.NONE);
    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
  }

  static void ofAPipelineThatDidNotStart(Scenario scenario) {
    Asked.createCats(scenario);
    var hooks = new Hooks(scenario);
    var hook = hooks.make(Production.NAME, DeliveriesTest.wish(Provider.GITHUB));
    scenario.account().calls().inject(Faults.swallowing("StartExecution", Faults.ANYBODY));
    assertThat(hooks.gitHub(hook, "push", hooks.push(push -> {})).status()).isEqualTo(202);
    scenario.account().calls().inject(Fault.NONE);
    scenario.runFor(Duration.ofMinutes(1));
    Interruptions.sweep(scenario);
    scenario.runFor(Duration.ofMinutes(1));
  }
}
