package io.slipway.flow.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.BuildLogs;
import io.slipway.aws.Images;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.operation.BuildPlan;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.util.List;
import java.util.Optional;

/**
 * Says why a build has failed: its phase, and the last lines of its log. Where another build of the
 * same commit was faster, the image is there all the same.
 */
public final class ReadBuildLog extends Step<ReadBuildLog.Input, ReadBuildLog.Output> {

  private static final int LONGEST_REASON = 300;

  /**
   * What the machine sends.
   *
   * @param cause the build as CodeBuild describes it, where it has failed; else any text
   */
  public record Input(OperationRef operation, String error, Optional<String> cause) {}

  /** What a Choice reads, and why. */
  public record Output(boolean present, String reason) {}

  /** What people see of it. */
  record Seen(String build, String status, String phase, List<String> log) {}

  private final Operations operations;
  private final Progress progress;
  private final Images images;
  private final BuildLogs logs;

  public ReadBuildLog() {
    this(Platform.fromEnvironment());
  }

  public ReadBuildLog(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.images = new Images(platform);
    this.logs = new BuildLogs(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = BuildPlan.of(operations.get(ref.operationId()));
    var build = build(input.cause().orElse(""));
    var failed = failedPhase(build);
    var lines = lines(build.path("Logs"));
    var seen =
        new Seen(
            build.path("Id").asText(""),
            build.path("BuildStatus").asText(input.error()),
            failed.map(phase -> phase.path("PhaseType").asText()).orElse(""),
            lines);
    var reason = reason(input, build, failed, lines);
    if (images.tagged(plan.repository(), plan.tag()).isPresent()) {
      progress.awaits(
          ref, BuildSteps.BUILD, reason + "; but another build has made the image meanwhile", seen);
      return new Output(true, reason);
    }
    progress.failed(ref, BuildSteps.BUILD, reason, seen);
    return new Output(false, reason);
  }

  /**
   * CodeBuild's description, as such or as the value of {@code Build}; nothing where it is none.
   */
  private static JsonNode build(String cause) {
    try {
      var tree = Json.mapper().readTree(cause);
      return tree.isObject()
          ? tree.path("Build").isObject() ? tree.path("Build") : tree
          : nothing();
    } catch (JsonProcessingException e) {
      return nothing();
    }
  }

  private static JsonNode nothing() {
    return Json.mapper().createObjectNode();
  }

  private static Optional<JsonNode> failedPhase(JsonNode build) {
    for (var phase : build.path("Phases")) {
      var status = phase.path("PhaseStatus").asText("SUCCEEDED");
      if (!status.equals("SUCCEEDED")) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }

  private static String reason(
      Input input, JsonNode build, Optional<JsonNode> failed, List<String> lines) {
    if (input.error().equals("States.Timeout")) {
      return "the build did not end in time, and was stopped";
    }
    if (build.isEmpty()) {
      return "CodeBuild could not build: "
          + cut(input.error() + input.cause().map(why -> ": " + why).orElse(""));
    }
    var said =
        failed
            .map(phase -> phase.path("Contexts").path(0).path("Message").asText(""))
            .filter(text -> !text.isEmpty())
            .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
            .map(text -> ": " + cut(text))
            .orElse("");
    return "the build "
        + build.path("Id").asText()
        + " ended as "
        + build.path("BuildStatus").asText()
        + failed.map(phase -> " in " + phase.path("PhaseType").asText()).orElse("")
        + said;
  }

  /** What cannot be read is not worth failing for: the reason is known. */
  private List<String> lines(JsonNode where) {
    var group = where.path("GroupName").asText("");
    var stream = where.path("StreamName").asText("");
    if (group.isEmpty() || stream.isEmpty()) {
      return List.of();
    }
    try {
      return logs.lastLines(group, stream);
    } catch (RetryLater | AwsRefused e) {
      return List.of("(the log " + group + " " + stream + " could not be read)");
    }
  }

  private static String cut(String text) {
    var clean = BuildLogs.cleaned(text);
    return clean.length() <= LONGEST_REASON ? clean : clean.substring(0, LONGEST_REASON) + "…";
  }
}
