package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Provider;
import io.slipway.domain.Secret;
import io.slipway.domain.WebhookKey;
import io.slipway.local.http.HttpAnswer;
import io.slipway.local.http.HttpRequest;
import io.slipway.runtime.HmacSha256;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Plays the providers that send to webhooks. */
final class Hooks {

  /** The repository of the samples. */
  static final long REPOSITORY = 186853002;

  private final Scenario scenario;
  private final ObjectNode push = Scenario.sample("webhook/github-push.json");
  private int sent;

  Hooks(Scenario scenario) {
    this.scenario = scenario;
  }

  /** A webhook as its maker has it. */
  record Hook(Provider provider, String id, String secret) {

    String path() {
      return "/webhooks/" + provider + "/" + id;
    }
  }

  /** The sample request, for another application and provider. */
  static ObjectNode wish(Provider provider) {
    var wish = Scenario.sample("api/create-webhook.json").put("provider", provider.toString());
    wish.remove("token");
    return wish;
  }

  Hook make(String application, Provider provider) {
    return make(application, wish(provider));
  }

  Hook make(String application, JsonNode wish) {
    var answer = scenario.call("POST", "/stacks/" + application + "/webhooks", wish);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var made = answer.json();
    return new Hook(
        Provider.of(made.path("provider").asText()),
        made.path("id").asText(),
        made.path("secret").asText());
  }

  /** A push of the sample, to be changed, that has just happened. */
  ObjectNode push(Consumer<ObjectNode> change) {
    var now = push.deepCopy();
    ((ObjectNode) now.path("repository")).put("pushed_at", now());
    change.accept(now);
    return now;
  }

  long now() {
    return scenario.slipway().timeline().clock().instant().getEpochSecond();
  }

  HttpAnswer gitHub(Hook hook, String event, JsonNode payload) {
    return gitHub(hook, event, "delivery-" + ++sent, payload);
  }

  HttpAnswer gitHub(Hook hook, String event, String delivery, JsonNode payload) {
    var body = Json.bytes(payload);
    return send(
        hook,
        body,
        Map.of(
            "content-type",
            "application/json",
            "x-github-event",
            event,
            "x-github-delivery",
            delivery,
            "x-hub-signature-256",
            signature(hook.secret(), body)));
  }

  static String signature(String secret, byte[] body) {
    var key = WebhookKey.bytes(Provider.GITHUB, new Secret(secret));
    return "sha256=" + HexFormat.of().formatHex(HmacSha256.of(key, body));
  }

  HttpAnswer gitLab(Hook hook, JsonNode payload) {
    return gitLab(hook, "msg-" + ++sent, payload);
  }

  HttpAnswer gitLab(Hook hook, String id, JsonNode payload) {
    var body = Json.bytes(payload);
    var key = WebhookKey.bytes(Provider.GITLAB, new Secret(hook.secret()));
    var timestamp = Long.toString(now());
    var signed = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return send(
        hook,
        body,
        Map.of(
            "content-type",
            "application/json",
            "webhook-id",
            id,
            "webhook-timestamp",
            timestamp,
            "webhook-signature",
            "v1," + Base64.getEncoder().encodeToString(HmacSha256.of(key, signed, body))));
  }

  HttpAnswer send(Hook hook, byte[] body, Map<String, String> headers) {
    var stage = scenario.slipway().installed().stage();
    return scenario
        .slipway()
        .answer(
            new HttpRequest("POST", "/" + stage + hook.path(), "", new TreeMap<>(headers), body));
  }
}
