package io.slipway.local.story;

import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.domain.ApplicationName;
import io.slipway.local.http.HttpAnswer;
import io.slipway.runtime.Json;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import io.slipway.store.Specifications;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications come in by any form, and are given back whole in our own. */
final class SpecificationRoutesTest {

  private static final Surroundings HERE = new Surroundings("123456789012", "eu-central-1", "prod");

  private static Scenario scenario;

  @BeforeAll
  static void anApplication() {
    scenario = Scenario.begin();
    Asked.succeeded(scenario.createStack("shop").finish());
  }

  @AfterAll
  static void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void aSpecificationIsGivenBackAsItIsKept() {
    var answer = get("/stacks/SHOP/specification");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(header(answer, "content-location"))
        .isEqualTo("/dev/stacks/shop/specification?version=1&format=json");
    var kept = new Specifications(scenario.platform()).get(new ApplicationName("shop"), 1);
    assertThat(SpecificationReader.read(answer.json(), HERE).specification()).isEqualTo(kept);
    var yaml = get("/stacks/shop/specification?format=yaml&version=1");
    assertThat(header(yaml, "content-type")).isEqualTo("application/yaml");
    assertThat(yaml.text()).startsWith("services:\n");
    assertThat(
            SpecificationReader.read(yaml.text().getBytes(StandardCharsets.UTF_8), HERE)
                .specification())
        .isEqualTo(kept);
  }

  @Test
  void whoHasItAlreadyIsToldSo() {
    for (var path : new String[] {"/stacks/shop/specification", "/schemas/short.json"}) {
      var tag = header(get(path), "etag");
      var again =
          scenario.slipway().call("GET", path, "", Map.of("if-none-match", "\"x\", " + tag));
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.text()).isEmpty();
      assertThat(header(again, "etag")).isEqualTo(tag);
      var other = scenario.slipway().call("GET", path, "", Map.of("if-none-match", "\"x\""));
      assertThat(other.status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotThereOrCannotBeToldIsRefused() {
    refused("/stacks/shop/specification?version=2", 404, "no version 2; the latest is 1");
    refused("/stacks/shop/specification?version=0", 400, "version: 1 to");
    refused("/stacks/shop/specification?format=canary", 406, "without leaving something out");
    refused("/stacks/shop/specification?format=toml", 400, "format: json and yaml are allowed");
    refused("/stacks/shop/specification?fmt=yaml", 400, "'fmt': unknown parameter");
    refused("/stacks/cats/specification", 404, "no application 'cats'");
    refused("/schemas/..%2Ftemplates%2Fimages.yaml", 404, "specification.json, short.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"specification", "short", "canary.json", "cloudlift.json"})
  void aSchemaIsServedForEditors(String name) {
    var answer = get("/schemas/" + name);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo("application/schema+json");
    assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=3600");
    assertThat(answer.json().path("$schema").asText()).contains("json-schema.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary-every-key.yml",
        "cloudlift-every-key.json",
        "cloudlift-service-filled.json"
      })
  void aNewApplicationTakesAFileOfAnyForm(String file) throws IOException {
    var text = Files.readString(Path.of("functions/src/test/resources/seeds", file));
    var names = new WeighedNames(scenario);
    names.balancer("pair-1", "1");
    names.balancer("pair-2", "2");
    names.zone("example.com", false);
    names.zone("example.org", false);

    var answer = creation(TextNode.valueOf(text));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    if (file.endsWith(".json")) {
      assertThat(creation(Json.mapper().readTree(text)).status()).isEqualTo(200);
    }
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceWithItsPath() {
    var answer =
        creation(
            TextNode.valueOf(
                """
                services:
                  web:
                    task:
                      cpu: 300
                      memroy: 512
                      containers:
                        - name: web
                          ports:
                            - containerPort: 70000
                parameters:
                  keys: [1A]
                """));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("path"))
        .contains(
            "specification.services.web.task.memroy",
            "specification.services.web.task.containers[0].ports[0].containerPort",
            "specification.parameters.keys[0]");
    assertThat(answer.json().path("detail").asText()).contains("did you mean 'memory'?", "70000");
  }

  @Test
  void bombsAndMassesAreAnsweredWell() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append(("*a" + (i - 1) + ", ").repeat(8)).append("x]\n");
    }
    said(creation(TextNode.valueOf(bomb.toString())), 400, "at most 50 aliases");
    said(creation(TextNode.valueOf("a: ".repeat(70) + "b")), 400, "not-yaml");
    said(creation(TextNode.valueOf("[".repeat(5000))), 400, "levels");
    said(creation(TextNode.valueOf("services: !!java.net.URL [x]")), 400, "tags");
    said(creation(TextNode.valueOf("a: 1\n---\nb: 2\n")), 400, "one document");
    said(creation(TextNode.valueOf("")), 400, "specification");
    said(creation(TextNode.valueOf("x".repeat(300_000))), 400, "not-json");
    said(creation(Json.mapper().createArrayNode()), 400, "specification: an object");
    said(creation(TextNode.valueOf("y".repeat(1 << 20))), 413, "too-large");
    said(creation(TextNode.valueOf("z".repeat(10 << 20))), 413, "Too Large");
  }

  private static void said(HttpAnswer answer, int status, String... words) {
    assertThat(answer.status()).as(shortened(answer)).isEqualTo(status);
    assertThat(answer.text()).as(shortened(answer)).contains(words);
    assertThat(answer.text().length()).isLessThan(10_000);
  }

  private static String shortened(HttpAnswer answer) {
    return answer.text().substring(0, Math.min(500, answer.text().length()));
  }

  private static HttpAnswer creation(JsonNode specification) {
    var request = nothing().put("applicationName", "newcomer").put("email", "a@example.com");
    request.set("specification", specification);
    return scenario.call("POST", "/stacks?dryRun=true", request);
  }

  private static void refused(String path, int status, String words) {
    said(get(path), status, words);
  }

  private static HttpAnswer get(String path) {
    return scenario.slipway().call("GET", path, "");
  }

  private static String header(HttpAnswer answer, String name) {
    return answer.headers().get(name).getFirst();
  }
}
