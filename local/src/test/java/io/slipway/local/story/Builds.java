package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.Problems;
import io.slipway.domain.Provider;
import io.slipway.local.account.builds.BuildScript;
import io.slipway.local.account.builds.SimulatedBuild;
import io.slipway.runtime.Json;
import io.slipway.spec.BuildForms;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

/** What stories of builds are told with: Shop, whose source is at GitHub. */
final class Builds {

  static final String TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
  static final String SECRET = "slipway-dev/tokens/acme";
  static final String REPOSITORY = "acme/shop";

  private final Scenario scenario;
  private final String application;

  private Builds(Scenario scenario, String application) {
    this.scenario = scenario;
    this.application = application;
  }

  /** Shop has a webhook for its repository at GitHub, in which there is nothing yet. */
  static Builds with(Scenario scenario, String settings) {
    return with(scenario, "Shop", settings);
  }

  /** The same for another application. */
  static Builds with(Scenario scenario, String application, String settings) {
    scenario
        .slipway()
        .call(
            "POST",
            "/local/secrets",
            Json.mapper()
                .createObjectNode()
                .put("name", SECRET)
                .put(
                    "value",
                    "{\"ServerType\":\"GITHUB\",\"AuthType\":\"PERSONAL_ACCESS_TOKEN\",\"Token\":\"%s\"}"
                        .formatted(TOKEN)));
    var builds = new Builds(scenario, application);
    builds.webhook("hook-1", Provider.GITHUB, settings);
    return builds;
  }

  void webhook(String id, Provider provider, String settings) {
    var repository = scenario.slipway().providers().make(provider, REPOSITORY, "main");
    new Webhooks(scenario.platform())
        .add(
            new Webhook(
                id,
                new ApplicationName(application),
                provider,
                repository.id(),
                repository.name(),
                PipelineRule.DEFAULTS,
                Optional.of(SECRET),
                settings(settings),
                false,
                1,
                Instant.parse("2026-11-22T08:00:00Z"),
                Optional.empty(),
                Optional.empty()),
            Optional.empty());
  }

  private static BuildSettings settings(String text) {
    var problems = new Problems();
    var read =
        BuildForms.read(Json.parse(text.getBytes(StandardCharsets.UTF_8)), "build", problems);
    problems.refuse();
    return read.orElseThrow();
  }

  /** Parameters of dev, of which builds may get NPM_TOKEN. */
  void parameters() {
    var answer =
        scenario
            .slipway()
            .call(
                "PUT",
                "/stacks/" + application + "/environments/dev/parameters",
                "{\"values\": {\"NPM_TOKEN\": \"hunter2\"}}",
                Map.of("idempotency-key", "8f14e45f-ceea-467f-a0e6-000000000001"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /** Somebody pushes to a branch; the digits of the commit. */
  String push(String branch) {
    return scenario
        .slipway()
        .providers()
        .push(Provider.GITHUB, REPOSITORY, branch, "a change", "ann", List.of("Dockerfile"))
        .commit();
  }

  void tag(String tag, String commit) {
    scenario.slipway().providers().tag(Provider.GITHUB, REPOSITORY, tag, commit);
  }

  /** How the next build goes. */
  void next(BuildScript script) {
    scenario.slipway().codeBuild().next(script);
  }

  Run asked(String key, String value) {
    return asked(body(key, value));
  }

  Run asked(ObjectNode body) {
    return scenario.asked("POST", "/stacks/" + application + "/builds", body);
  }

  static ObjectNode body(String key, String value) {
    return Json.mapper().createObjectNode().put(key, value);
  }

  /** What CodeBuild has built. */
  List<SimulatedBuild> built() {
    return scenario.slipway().codeBuild().list();
  }

  /** The images of the repository, oldest first. */
  List<ImageDetail> images() {
    return scenario
        .slipway()
        .clients()
        .get(EcrClient.class)
        .describeImages(request -> request.repositoryName(application.toLowerCase(Locale.ROOT)))
        .imageDetails();
  }

  /** The tags of an image, sorted. */
  List<String> tags(int image) {
    return images().get(image).imageTags().stream().sorted().toList();
  }
}
