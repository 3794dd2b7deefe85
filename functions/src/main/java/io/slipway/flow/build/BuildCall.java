package io.slipway.flow.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.TokenSecrets;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.BuildSettings.Architecture;
import io.slipway.domain.BuildSettings.Recipe;
import io.slipway.domain.ParameterSet;
import io.slipway.domain.Provider;
import io.slipway.operation.BuildPlan;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import io.slipway.store.ParameterVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What CodeBuild is asked for. It stands in the history of the execution, so it names secrets and
 * parameters, and has the value of none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuild.html">StartBuild</a>
 */
final class BuildCall {

  private static final String BUILDSPEC = "dockerfile-buildspec.yml";
  private static final String GITHUB = "https://api.github.com";
  private static final String GITLAB = "https://gitlab.com/api/v4";

  private final Settings settings;
  private final TokenSecrets tokens;
  private final ParameterVersions parameters;

  BuildCall(Platform platform) {
    this.settings = platform.settings();
    this.tokens = new TokenSecrets(platform);
    this.parameters = new ParameterVersions(platform);
  }

  /** The arguments of StartBuild, as Step Functions writes them. */
  JsonNode of(BuildPlan plan) {
    var how = plan.how();
    var call =
        Json.mapper()
            .createObjectNode()
            .put("ProjectName", settings.get("BUILD_PROJECT"))
            .put("SourceVersion", plan.commit().value())
            .put("SourceTypeOverride", sourceType(plan))
            .put("SourceLocationOverride", location(plan))
            .put("BuildspecOverride", buildspec(how))
            .put("EnvironmentTypeOverride", arm(how) ? "ARM_CONTAINER" : "LINUX_CONTAINER")
            .put(
                "ImageOverride",
                arm(how)
                    ? "aws/codebuild/amazonlinux-aarch64-standard:3.0"
                    : "aws/codebuild/amazonlinux-x86_64-standard:5.0")
            .put(
                "ComputeTypeOverride",
                "BUILD_GENERAL1_" + how.size().toString().toUpperCase(Locale.ROOT))
            .put("TimeoutInMinutesOverride", how.timeout().toMinutes());
    auth(call, plan, how);
    cache(call, how);
    environment(call, plan, how);
    return call;
  }

  private static boolean arm(BuildSettings how) {
    return how.architecture() == Architecture.ARM64;
  }

  private String api(BuildPlan plan) {
    return settings.get(plan.source().provider() == Provider.GITHUB ? "GITHUB_API" : "GITLAB_API");
  }

  private String sourceType(BuildPlan plan) {
    return switch (plan.source().provider()) {
      case GITHUB -> api(plan).equals(GITHUB) ? "GITHUB" : "GITHUB_ENTERPRISE";
      case GITLAB -> api(plan).equals(GITLAB) ? "GITLAB" : "GITLAB_SELF_MANAGED";
    };
  }

  /** Where repositories are cloned from is beside where the API is. */
  private String location(BuildPlan plan) {
    var api = URI.create(api(plan));
    var host = api.toString().equals(GITHUB) ? "github.com" : api.getRawAuthority();
    var path = api.getRawPath().replaceFirst("/api/v[34]$", "");
    return "https://" + host + path + "/" + plan.source().name() + ".git";
  }

  private static String buildspec(BuildSettings how) {
    return switch (how.recipe()) {
      case Recipe.Buildspec own -> own.path();
      case Recipe.Dockerfile file -> ours();
    };
  }

  private static String ours() {
    try (var file = BuildCall.class.getResourceAsStream(BUILDSPEC)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void auth(ObjectNode call, BuildPlan plan, BuildSettings how) {
    var auth = call.putObject("SourceAuthOverride");
    how.connection()
        .ifPresentOrElse(
            arn -> auth.put("Type", "CODECONNECTIONS").put("Resource", arn),
            () ->
                auth.put("Type", "SECRETS_MANAGER")
                    .put("Resource", tokens.arn(plan.token().orElseThrow())));
  }

  private static void cache(ObjectNode call, BuildSettings how) {
    var cache = call.putObject("CacheOverride");
    if (how.cache()) {
      cache
          .put("Type", "LOCAL")
          .putArray("Modes")
          .add("LOCAL_DOCKER_LAYER_CACHE")
          .add("LOCAL_SOURCE_CACHE");
    } else {
      cache.put("Type", "NO_CACHE");
    }
  }

  private void environment(ObjectNode call, BuildPlan plan, BuildSettings how) {
    var variables = call.putArray("EnvironmentVariablesOverride");
    plain(variables.addObject(), "SLIPWAY_APPLICATION", plan.application().value());
    plain(variables.addObject(), "SLIPWAY_COMMIT", plan.commit().value());
    plain(variables.addObject(), "SLIPWAY_REGISTRY", plan.registry().replaceFirst("/.*", ""));
    plain(variables.addObject(), "SLIPWAY_IMAGE", plan.registry() + ":" + plan.tag());
    plain(variables.addObject(), "SLIPWAY_PLATFORM", arm(how) ? "linux/arm64" : "linux/amd64");
    plain(variables.addObject(), "SLIPWAY_ARGUMENTS", String.join(" ", how.arguments()));
    if (how.recipe() instanceof Recipe.Dockerfile file) {
      plain(variables.addObject(), "SLIPWAY_DOCKERFILE", file.path());
      plain(variables.addObject(), "SLIPWAY_CONTEXT", file.context());
    }
    if (how.arguments().isEmpty()) {
      return;
    }
    var paths = parameters.current(plan.application(), how.parametersOf()).paths();
    how.arguments()
        .forEach(
            name ->
                variables
                    .addObject()
                    .put("Name", name)
                    .put("Type", "PARAMETER_STORE")
                    .put(
                        "Value",
                        ParameterSet.path(
                            plan.application(),
                            how.parametersOf(),
                            paths.getOrDefault(name, 0),
                            name)));
  }

  private static void plain(ObjectNode variable, String name, String value) {
    variable.put("Name", name).put("Type", "PLAINTEXT").put("Value", value);
  }
}
