package io.slipway.local.story;

import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Releases.PATH;
import static io.slipway.local.story.Releases.changed;
import static io.slipway.local.story.Releases.own;
import static io.slipway.local.story.Releases.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A version comes to its customers by a file: whatever that takes is done, in this order. */
final class ReleaseTest {

  private Scenario scenario;
  private Releases releases;
  private Production production;

  @BeforeEach
  void anAccount() {
    scenario = Scenario.begin();
    releases = new Releases(scenario);
    production = new Production(scenario);
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void theFirstReleaseCreatesTheApplicationAndGivesItAllCustomers() {
    releases.topics();
    var id = releases.ask("1.0.0");
    assertThat(releases.phases(id))
        .containsExactly("create-stack RUNNING", "deploy QUEUED", "swap QUEUED");
    assertThat(releases.page(id).path("operation").asText()).isEqualTo("release");
    assertThat(releases.message(id)).isEqualTo("releases 'Cats' 1.0.0: create-stack, deploy, swap");
    releases.push("1.0.0", "healthy");
    releases.succeeded(id);

    assertThat(releases.phases(id))
        .containsExactly("create-stack SUCCEEDED", "deploy SUCCEEDED", "swap SUCCEEDED");
    assertThat(releases.message(id)).startsWith("swap: all traffic goes to 1.0.0");
    assertThat(releases.page(id).path("endedAt").asText()).isNotEmpty();
    assertThat(releases.page(id).path("steps").findValuesAsText("state"))
        .contains("LaunchStack", "RegisterRelease", "SwapRoles");
    assertThat(production.liveVersion()).isEqualTo("1.0.0");
    assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
    assertThat(releases.told()).containsExactly("releases-good: Cats: swap succeeded");
    assertThat(scenario.events("Cats"))
        .filteredOn(event -> event.equals("STARTED") || event.equals("SUCCEEDED"))
        .hasSize(6);
  }

  @Test
  void theNextReleaseIsACanaryByTheStepsOfTheFile() {
    releases.first(own(), "1.0.0");
    scenario.pushImage("cats", "2.0.1", "healthy");

    var id = releases.ask("2.0.1");
    production.runUntil("prod1 10, prod2 90");
    production.runUntil("prod1 60, prod2 40");
    production.runUntil("prod1 100, prod2 0");
    releases.succeeded(id);

    assertThat(releases.phases(id)).containsExactly("deploy SUCCEEDED", "canary-shift SUCCEEDED");
    assertThat(production.liveVersion()).isEqualTo("2.0.1");
    assertRefused(409, "released", "POST", PATH, request(own(), "2.0.1"));
  }

  @Test
  void anotherSpecificationIsBroughtToTheStacksFirst() {
    releases.first(own(), "1.0.0");

    var id = releases.ask(request(changed(), "1.0.0"));
    releases.succeeded(id);

    assertThat(releases.phases(id))
        .containsExactly("update SUCCEEDED", "deploy SUCCEEDED", "canary-shift SUCCEEDED");
    assertThat(scenario.application("Cats").orElseThrow().specificationVersion()).isEqualTo(2);
    assertThat(production.slot(io.slipway.domain.Role.LIVE).release().orElseThrow())
        .matches(release -> release.specificationVersion() == 2);
  }

  @Test
  void dnsWeighsTheSidesOfADeploymentFile() {
    var names = WeighedNames.prepared(scenario);
    var yaml = Map.of("content-type", "application/yaml");
    var request = Scenario.sample("api/release.json").put("specification", Releases.file());
    var id = releases.ask(request);
    releases.push("1.10.1", "healthy");
    releases.succeeded(id);
    assertThat(releases.phases(id))
        .containsExactly("create-stack SUCCEEDED", "deploy SUCCEEDED", "swap SUCCEEDED");
    assertThat(names.weights(WeighedNames.SHOP)).isEqualTo("prod1 0, prod2 100");

    scenario.pushImage("cats", "1.10", "healthy");
    var answer = scenario.slipway().call("POST", PATH, Releases.file(), yaml);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    var next = answer.json().path("operationId").asText();
    names.runUntil("prod1 10, prod2 90");
    names.runUntil("prod1 60, prod2 40");
    assertThat(names.weights(WeighedNames.DELEGATED)).isEqualTo("prod1 60, prod2 40");
    names.runUntil("prod1 100, prod2 0");
    releases.succeeded(next);

    assertThat(releases.phases(next)).containsExactly("deploy SUCCEEDED", "canary-shift SUCCEEDED");
    assertThat(production.liveVersion()).isEqualTo("1.10");
    var wider = Releases.file().replace("memory: 512", "memory: 1024");
    var third = scenario.slipway().call("POST", PATH, wider, yaml);
    assertThat(third.status()).as(third.text()).isEqualTo(202);
    var last = third.json().path("operationId").asText();
    releases.succeeded(last);
    assertThat(releases.phases(last)).first().isEqualTo("update SUCCEEDED");

    var undeployed = scenario.slipway().call("DELETE", "/stacks", Releases.file(), yaml);
    assertThat(undeployed.status()).as(undeployed.text()).isEqualTo(202);
    new Run(scenario, undeployed.json().path("operationId").asText()).finish();
    assertThat(names.records()).isEmpty();
    assertThat(scenario.stacks()).containsOnlyKeys("slipway-cats-images");
    assertThat(scenario.application("Cats")).isEmpty();
    assertThat(scenario.inventory("Cats")).isEmpty();
  }

  @Test
  void anUndeployWithItsImagesLeavesNothing() {
    releases.first(own(), "1.0.0");
    var file = nothing().put("specification", own()).put("deleteImages", true);
    var other = file.deepCopy().put("specification", own().replace("phoenix", "dragon"));
    assertRefused(409, "another-project", "DELETE", "/stacks", other);
    assertRefused(400, "invalid-input", "DELETE", "/stacks", file.deepCopy().put("stack", "cats"));
    assertRefused(400, "invalid-input", "DELETE", "/stacks", nothing());

    var run = scenario.asked("DELETE", "/stacks", file).finish();

    Asked.succeeded(run);
    assertThat(scenario.stacks()).isEmpty();
    assertThat(scenario.inventory("Cats")).isEmpty();
  }

  @Test
  void nobodyComesBetweenTwoOfItsOperations() {
    var id = releases.ask("1.0.0");
    var swap = body().put("bake", 1);
    assertRefused(409, "not-usable", "POST", PATH, request(own(), "1.0.0"));
    var behind =
        scenario.asked(
            "POST", "/stacks/swapProdBlueAndGreen", swap.deepCopy().put("concurrency", "queue"));
    releases.push("1.0.0", "healthy");
    scenario.runUntil(
        () -> {
          var refused = scenario.call("POST", "/stacks/swapProdBlueAndGreen", swap);
          assertThat(refused.status()).as(refused.text()).isEqualTo(409);
          return releases.phases(id).getLast().endsWith(" RUNNING");
        });
    releases.succeeded(id);
    assertThat(behind.finish().message()).contains("when its turn came");
  }

  @Test
  void theSameKeyIsTheSameRelease() {
    var text = request(own(), "1.0.0").toString();
    var headers = Map.of("idempotency-key", "once");
    var first = scenario.slipway().call("POST", PATH, text, headers);
    var second = scenario.slipway().call("POST", PATH, text, headers);
    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(second.json()).isEqualTo(first.json());
    var other = scenario.slipway().call("POST", PATH, text.replace("1.0.0", "2.0.0"), headers);
    assertThat(other.status()).as(other.text()).isEqualTo(422);
    var id = first.json().path("operationId").asText();
    releases.push("1.0.0", "healthy");
    releases.succeeded(id);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    var wrong = request(own().replace("bake:", "bakes:").replace("memory:", "memori:"), "-");
    var answer = scenario.call("POST", PATH, wrong);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("path"))
        .contains(
            "imageTag", "specification.release.bakes", "specification.services.cats.task.memori");
    assertThat(scenario.call("POST", PATH, wrong.put("email", 7)).text())
        .contains("email", "specification.release.bakes");
    assertRefused(
        400,
        "invalid-input",
        "POST",
        PATH,
        request(own().replace("sns:eu-central-1", "sns:us-east-1"), "1"));
    assertRefused(400, "invalid-input", "POST", PATH, without(request(own(), "1.0.0"), "imageTag"));
    assertRefused(400, "invalid-input", "POST", PATH, without(request(own(), "1.0.0"), "email"));
    assertThat(scenario.application("Cats")).isEmpty();
  }

  private static ObjectNode without(ObjectNode request, String field) {
    request.remove(field);
    return request;
  }

  @Test
  void anImageThatIsNotThereIsSaidBeforeAnythingBegins() {
    releases.first(own(), "1.0.0");

    assertRefused(404, "unknown-image", "POST", PATH, request(own(), "9.9.9"));
    var other = request(own().replace("phoenix", "dragon"), "1.0.0");
    assertRefused(409, "another-project", "POST", PATH, other);

    Asked.succeeded(scenario.deleteStack("Cats", false).finish());
    assertRefused(404, "unknown-image", "POST", PATH, request(own(), "9.9.9"));
  }

  @Test
  void aDryRunTellsItsOperationsAndWhatTheFirstDoes() {
    var answer = scenario.call("POST", PATH + "?dryRun=true", request(own(), "1.0.0"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).contains("create-stack, deploy, swap", "LaunchStack");
    assertThat(scenario.application("Cats")).isEmpty();
  }

  @Test
  void anImageMayComeWithinAnHourOfTheRepository() {
    var id = releases.ask("1.0.0");
    releases.phase(id, 1).finish();
    scenario.runFor(Duration.ofMinutes(50));
    assertThat(releases.page(id).path("waitingFor").asText())
        .isEqualTo("deploy: its turn, and the image 1.0.0");
    scenario.pushImage("cats", "1.0.0", "healthy");
    releases.everyMinute();
    releases.succeeded(id);
  }

  private void assertRefused(int status, String code, String method, String path, JsonNode body) {
    var answer = scenario.call(method, path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("type").asText()).as(answer.text()).endsWith(":" + code);
  }
}
