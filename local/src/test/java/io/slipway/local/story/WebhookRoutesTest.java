package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Provider;
import io.slipway.local.account.identity.SimulatedSecrets;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Webhooks are made, shown, given other secrets and removed. */
final class WebhookRoutesTest {

  private static final String PATH = "/stacks/Cats/webhooks";

  private Scenario scenario;
  private Hooks hooks;

  @BeforeEach
  void anApplication() {
    scenario = Scenario.begin();
    hooks = new Hooks(scenario);
    Asked.createCats(scenario);
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  private List<String> secrets() {
    return ((SimulatedSecrets) scenario.slipway().clients().get(SecretsManagerClient.class)).arns();
  }

  private int ping(Hooks.Hook hook) {
    var ping = Json.mapper().createObjectNode();
    ping.putObject("repository").put("id", Hooks.REPOSITORY);
    return hooks.gitHub(hook, "ping", ping).status();
  }

  @Test
  void aNewWebhookTellsItsUrlAndItsSecretOnce() {
    var answer = scenario.call("POST", PATH, Hooks.wish(Provider.GITHUB));
    assertThat(answer.status()).isEqualTo(201);
    var made = answer.json();
    assertThat(made.path("id").asText()).matches("[0-9a-z]{26}");
    assertThat(made.path("url").asText())
        .isEqualTo("http://127.0.0.1/dev/webhooks/github/" + made.path("id").asText());
    assertThat(made.path("secret").asText()).matches("[0-9a-f]{64}");
    assertThat(made.path("rules")).hasSize(2);

    var listed = scenario.get(PATH).path("webhooks");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).path("id")).isEqualTo(made.path("id"));
    assertThat(listed.get(0).has("secret")).isFalse();
    assertThat(listed.toString()).doesNotContain(made.path("secret").asText());
    assertThat(scenario.events("Cats")).contains("WEBHOOK_ADDED");
  }

  @Test
  void theSecretOfGitLabIsASigningToken() {
    assertThat(hooks.make("Cats", Provider.GITLAB).secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
  }

  @Test
  void theSameRequestIsAnsweredTheSame() {
    var key = Map.of("idempotency-key", "d1a4ee0c-6f16-4a11-9a3c-6d5bb9c0e5f4");
    var body = Json.text(Hooks.wish(Provider.GITHUB));
    var first = scenario.slipway().call("POST", PATH, body, key);
    var second = scenario.slipway().call("POST", PATH, body, key);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(scenario.get(PATH).path("webhooks")).hasSize(1);
    assertThat(secrets()).hasSize(1);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndNotASecret() {
    var wish =
        Hooks.wish(Provider.GITHUB)
            .put("repositoryId", "x")
            .put("repository", "shop")
            .put("token", "other/secret")
            .put("secret", "hunter2")
            .put("allowLegacyToken", true);
    wish.putArray("rules");
    var answer = scenario.call("POST", PATH, wish);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("path"))
        .containsExactlyInAnyOrder(
            "repositoryId", "repository", "token", "secret", "allowLegacyToken", "rules");
    assertThat(answer.text()).doesNotContain("hunter2");
    assertThat(secrets()).isEmpty();
  }

  @Test
  void aSecretThatTheProviderHasMadeIsTakenAndNotRepeated() {
    var token = "whsec_" + "A".repeat(43) + "=";
    var answer = scenario.call("POST", PATH, Hooks.wish(Provider.GITLAB).put("secret", token));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json().has("secret")).isFalse();
    assertThat(answer.text()).doesNotContain(token);
    var hook = new Hooks.Hook(Provider.GITLAB, answer.json().path("id").asText(), token);
    var note = Json.mapper().createObjectNode().put("object_kind", "note");
    note.putObject("project").put("id", Hooks.REPOSITORY);
    assertThat(hooks.gitLab(hook, note).status()).isEqualTo(200);
  }

  @Test
  void anApplicationHasTwentyAtMost() {
    for (int i = 0; i < 20; i++) {
      hooks.make("Cats", Provider.GITHUB);
    }
    assertThat(scenario.call("POST", PATH, Hooks.wish(Provider.GITHUB)).status()).isEqualTo(409);
  }

  @Test
  void twoSecretsAreAcceptedUntilTheTimeOfTheFirstIsOver() {
    var hook = hooks.make("Cats", Provider.GITHUB);
    var rotated = rotate(hook, "{\"previousValidSeconds\": 600}");
    assertThat(ping(hook)).isEqualTo(200);
    assertThat(ping(rotated)).isEqualTo(200);
    scenario.runFor(Duration.ofMinutes(11));
    assertThat(ping(hook)).isEqualTo(401);
    assertThat(ping(rotated)).isEqualTo(200);
  }

  @Test
  void ofThreeSecretsTwoAreAccepted() {
    var first = hooks.make("Cats", Provider.GITHUB);
    var second = rotate(first, "");
    var third = rotate(second, "");
    assertThat(List.of(ping(first), ping(second), ping(third))).containsExactly(401, 200, 200);
  }

  @Test
  void aSecretThatIsKnownToOthersCanBeReplacedAtOnce() {
    var hook = hooks.make("Cats", Provider.GITHUB);
    var rotated = rotate(hook, "{\"previousValidSeconds\": 0}");
    assertThat(ping(hook)).isEqualTo(401);
    assertThat(ping(rotated)).isEqualTo(200);
    assertThat(scenario.get(PATH).path("webhooks").get(0).has("previousValidUntil")).isFalse();
  }

  @Test
  void aRotationThatIsAskedForTwiceIsOne() {
    var hook = hooks.make("Cats", Provider.GITHUB);
    var path = PATH + "/" + hook.id() + "/rotate";
    var key = Map.of("idempotency-key", "5f6b7c1e-5d1f-4b5c-8a44-3a6a57c9a3c1");
    var first = scenario.slipway().call("POST", path, "{}", key);
    var second = scenario.slipway().call("POST", path, "{}", key);
    assertThat(second.text()).isEqualTo(first.text()).contains("secret");
    assertThat(ping(hook)).isEqualTo(200);
  }

  private Hooks.Hook rotate(Hooks.Hook hook, String body) {
    var answer = scenario.slipway().call("POST", PATH + "/" + hook.id() + "/rotate", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var secret = answer.json().path("secret").asText();
    assertThat(secret).isNotEqualTo(hook.secret()).matches("[0-9a-f]{64}");
    return new Hooks.Hook(hook.provider(), hook.id(), secret);
  }

  @Test
  void aWebhookThatWasRemovedTakesNothing() {
    var hook = hooks.make("Cats", Provider.GITHUB);
    assertThat(ping(hook)).isEqualTo(200);
    assertThat(scenario.slipway().call("DELETE", PATH + "/" + hook.id(), "").status())
        .isEqualTo(200);
    assertThat(ping(hook)).isEqualTo(401);
    assertThat(scenario.get(PATH).path("webhooks")).isEmpty();
    assertThat(secrets()).isEmpty();
    assertThat(scenario.slipway().call("DELETE", PATH + "/" + hook.id(), "").status())
        .isEqualTo(404);
    assertThat(scenario.slipway().call("POST", PATH + "/" + hook.id() + "/rotate", "").status())
        .isEqualTo(404);
  }

  @Test
  void anApplicationTakesItsWebhooksWithIt() {
    var hook = hooks.make("Cats", Provider.GITHUB);
    hooks.make("Cats", Provider.GITLAB);
    Asked.deleteCats(scenario);
    assertThat(secrets()).isEmpty();
    assertThat(ping(hook)).isEqualTo(401);
    Asked.createCats(scenario);
    assertThat(scenario.get(PATH).path("webhooks")).isEmpty();
  }
}
