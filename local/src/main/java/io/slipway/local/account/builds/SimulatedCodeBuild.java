package io.slipway.local.account.builds;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.builds.BuildsState.BuildState;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Part;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.account.registry.Images;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;

/**
 * AWS CodeBuild: builds take their time, push what they were told to push, fail, hang, and can be
 * stopped. What their commands do is not run; a script says how each goes.
 */
public final class SimulatedCodeBuild implements CodeBuildClient, Part {

  private static final String SERVICE = "CodeBuild";
  private static final String IMAGE = "SLIPWAY_IMAGE";

  private final Kernel kernel;
  private final Images images;
  private final Map<String, List<Consumer<Build>>> waiting = new HashMap<>();
  private BuildsState state = new BuildsState();

  public SimulatedCodeBuild(Kernel kernel, Images images) {
    this.kernel = kernel;
    this.images = images;
  }

  /** The build after those that have a script already goes like this. */
  public void next(BuildScript script) {
    kernel.run(
        () -> {
          state.scripts.add(script);
          kernel.changed(this);
        });
  }

  /** Every build, oldest first. */
  public List<SimulatedBuild> list() {
    return kernel.call(() -> state.builds.values().stream().map(SimulatedBuild::of).toList());
  }

  /**
   * The lines that a build has written.
   *
   * @param stream the part of its id after the colon
   */
  Optional<List<String>> log(String group, String stream) {
    return kernel.call(
        () ->
            state.builds.values().stream()
                .filter(build -> group(build).equals(group) && stream(build).equals(stream))
                .map(build -> List.copyOf(build.log))
                .findFirst());
  }

  @Override
  public StartBuildResponse startBuild(StartBuildRequest request) {
    return kernel.call(
        () -> {
          if (request.projectName() == null || request.sourceVersion() == null) {
            throw AwsErrors.badRequest(
                InvalidInputException.builder(),
                SERVICE,
                "InvalidInputException",
                "Project name and source version are needed");
          }
          var there =
              state.builds.values().stream()
                  .filter(
                      build ->
                          request.idempotencyToken() != null
                              && request.idempotencyToken().equals(build.token))
                  .findFirst();
          var build = there.orElseGet(() -> made(request));
          return StartBuildResponse.builder().build(shape(build)).build();
        });
  }

  private BuildState made(StartBuildRequest request) {
    var build = new BuildState();
    build.id = "%s:%08d-0000-4000-8000-000000000000".formatted(request.projectName(), ++state.made);
    build.project = request.projectName();
    build.token = request.idempotencyToken();
    build.commit = request.sourceVersion();
    build.source = request.sourceLocationOverride();
    build.environment = request.environmentTypeOverrideAsString();
    for (EnvironmentVariable variable : request.environmentVariablesOverride()) {
      build.variables.add(variable.name() + " " + variable.typeAsString());
      if (variable.name().equals(IMAGE)) {
        build.image = variable.value();
      }
    }
    build.script = state.scripts.isEmpty() ? BuildScript.USUAL : state.scripts.removeFirst();
    build.startedAt = kernel.now();
    build.status = "IN_PROGRESS";
    build.log.add("Cloning " + build.source + " at " + build.commit);
    var longest =
        Duration.ofMinutes(
            request.timeoutInMinutesOverride() == null ? 60 : request.timeoutInMinutesOverride());
    var takes = Duration.ofSeconds(build.script.seconds());
    boolean late =
        build.script.result() == BuildScript.Result.HANGS || takes.compareTo(longest) > 0;
    build.dueAt = kernel.in(late ? longest : takes);
    state.builds.put(build.id, build);
    kernel.wake(this, build.id, Optional.of(build.dueAt));
    kernel.changed(this);
    return build;
  }

  @Override
  public StopBuildResponse stopBuild(StopBuildRequest request) {
    return kernel.call(
        () -> {
          var build = state.builds.get(request.id());
          if (build == null) {
            throw AwsErrors.badRequest(
                ResourceNotFoundException.builder(),
                SERVICE,
                "ResourceNotFoundException",
                "Build with id: " + request.id() + " was not found");
          }
          if (build.runs()) {
            end(build, "STOPPED", "BUILD", "Build was stopped");
          }
          return StopBuildResponse.builder().build(shape(build)).build();
        });
  }

  /** Calls {@code ended} once the build has ended, without holding up anything. */
  public void whenEnded(String id, Consumer<Build> ended) {
    kernel.run(
        () -> {
          var build = state.builds.get(id);
          if (build.runs()) {
            waiting.computeIfAbsent(id, any -> new ArrayList<>()).add(ended);
          } else {
            ended.accept(shape(build));
          }
        });
  }

  @Override
  public void advance(String key) {
    var build = state.builds.get(key);
    if (build == null || !build.runs()) {
      return;
    }
    boolean inTime =
        build.script.result() != BuildScript.Result.HANGS
            && !build.startedAt.plusSeconds(build.script.seconds()).isAfter(build.dueAt);
    build.log.addAll(build.script.lines());
    if (!inTime) {
      end(build, "TIMED_OUT", "BUILD", "BUILD_TIMED_OUT: Build has timed out.");
      return;
    }
    switch (build.script.result()) {
      case SUCCEEDS -> push(build);
      case PUSHES_NOTHING -> end(build, "SUCCEEDED", null, null);
      default ->
          end(
              build,
              "FAILED",
              "BUILD",
              "COMMAND_EXECUTION_ERROR: Error while executing command: docker build. Reason: exit"
                  + " status 1");
    }
  }

  private void push(BuildState build) {
    int colon = build.image.lastIndexOf(':');
    var repository = build.image.substring(build.image.indexOf('/') + 1, colon);
    try {
      var pushed =
          images.publishBuilt(
              repository,
              build.image.substring(colon + 1),
              build.script.behaviour(),
              build.script.findings(),
              build.script.scannable());
      build.log.add("pushed " + build.image + " digest: " + pushed.digest());
      end(build, "SUCCEEDED", null, null);
    } catch (EcrException e) {
      build.log.add(e.awsErrorDetails().errorMessage());
      end(
          build,
          "FAILED",
          "POST_BUILD",
          "COMMAND_EXECUTION_ERROR: Error while executing command: docker push. Reason: exit status"
              + " 1");
    }
  }

  private void end(BuildState build, String status, String phase, String why) {
    build.status = status;
    build.endedAt = kernel.now();
    build.failedPhase = phase;
    build.failure = why;
    kernel.wake(this, build.id, Optional.empty());
    kernel.changed(this);
    var told = waiting.remove(build.id);
    if (told != null) {
      told.forEach(one -> one.accept(shape(build)));
    }
  }

  private Build shape(BuildState build) {
    var shape =
        Build.builder()
            .id(build.id)
            .arn(kernel.arn("codebuild", "build/" + build.id))
            .projectName(build.project)
            .sourceVersion(build.commit)
            .resolvedSourceVersion(build.commit)
            .buildStatus(build.status)
            .buildComplete(!build.runs())
            .startTime(build.startedAt)
            .endTime(build.endedAt)
            .logs(logs -> logs.groupName(group(build)).streamName(stream(build)));
    if (build.failedPhase != null) {
      shape.phases(
          BuildPhase.builder().phaseType("DOWNLOAD_SOURCE").phaseStatus("SUCCEEDED").build(),
          BuildPhase.builder()
              .phaseType(build.failedPhase)
              .phaseStatus(build.status)
              .contexts(PhaseContext.builder().message(build.failure).build())
              .build());
    }
    return shape.build();
  }

  private static String group(BuildState build) {
    return "/slipway/builds/" + build.project;
  }

  private static String stream(BuildState build) {
    return build.id.substring(build.id.indexOf(':') + 1);
  }

  @Override
  public String name() {
    return "builds";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(
        () -> {
          state = StateJson.read(saved, BuildsState.class);
          state.builds.values().stream()
              .filter(BuildState::runs)
              .forEach(build -> kernel.wake(this, build.id, Optional.of(build.dueAt)));
        });
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
