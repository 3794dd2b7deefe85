package io.slipway.local.story;

import static io.slipway.local.story.Asked.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code GET /stacks/{applicationName}/environments/{environment}} tells. */
final class EnvironmentTest {

  private Scenario scenario;

  @BeforeEach
  void anApplication() {
    scenario = Scenario.begin();
    Asked.createCats(scenario);
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void anEnvironmentThatHasNothingYetSaysSo() {
    var dev = scenario.get("/stacks/Cats/environments/dev").path("places").get(0);

    assertThat(dev.path("place").asText()).isEqualTo("dev");
    assertThat(dev.path("release").isNull() || dev.path("release").isMissingNode()).isTrue();
    assertThat(dev.path("service").path("desired").asInt()).isZero();
    assertThat(dev.path("service").path("tasks")).isEmpty();
  }

  @Test
  void theReleaseIsToldByTagDigestAndInBriefWithItsTasks() {
    Asked.push(scenario, "1.0.0");
    Asked.succeeded(scenario.asked("POST", "/stacks/deploy", deployment("1.0.0", "dev")).finish());

    var dev = scenario.get("/stacks/cats/environments/DEV").path("places").get(0);

    var release = dev.path("release");
    assertThat(release.path("tag").asText()).isEqualTo("1.0.0");
    var digest = release.path("digest").asText();
    assertThat(release.path("brief").asText()).isEqualTo("1.0.0 (" + digest.substring(7, 14) + ")");
    var task = dev.path("service").path("tasks").get(0);
    assertThat(task.path("status").asText()).isEqualTo("RUNNING");
    assertThat(task.path("digest").asText()).isEqualTo(digest);
    assertThat(task.path("address").asText()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
    assertThat(task.path("taskDefinition").asText()).startsWith("Cats-dev:");
    assertThat(dev.path("service").path("events")).isNotEmpty();
  }

  @Test
  void aTagThatIsACommitIsTheCommit() {
    Asked.push(scenario, "3f2a9c1d");
    Asked.succeeded(
        scenario.asked("POST", "/stacks/deploy", deployment("3f2a9c1d", "dev")).finish());

    var release =
        scenario.get("/stacks/Cats/environments/dev").path("places").get(0).path("release");

    assertThat(release.path("commit").asText()).isEqualTo("3f2a9c1d");
    assertThat(release.path("brief").asText()).isEqualTo("3f2a9c1");
  }

  @Test
  void whyTasksStoppedIsTold() {
    scenario.pushImage("cats", "1.0.1", "crashing");
    scenario.asked("POST", "/stacks/deploy", deployment("1.0.1", "dev")).finish();

    var service =
        scenario.get("/stacks/Cats/environments/dev").path("places").get(0).path("service");

    assertThat(service.path("stopped")).isNotEmpty();
    assertThat(service.path("stopped").findValuesAsText("reason")).isNotEmpty();
    assertThat(service.path("stopped").toString()).contains("exit code");
  }

  @Test
  void productionHasBothSlotsWithTheirRoles() {
    var prod = scenario.get("/stacks/Cats/environments/prod").path("places");

    assertThat(prod.findValuesAsText("place")).containsExactly("prod1", "prod2");
    assertThat(prod.findValuesAsText("role")).containsExactly("live", "idle");
  }

  @Test
  void anEnvironmentThatIsNotThereIsRefused() {
    var refused = scenario.call("GET", "/stacks/Cats/environments/prod3", Production.nothing());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("environment: dev, qa, stage");
  }
}
