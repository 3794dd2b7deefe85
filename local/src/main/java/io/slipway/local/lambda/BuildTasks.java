package io.slipway.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.aws.SdkJson;
import io.slipway.local.account.builds.SimulatedCodeBuild;
import io.slipway.local.asl.Status;
import io.slipway.local.asl.TaskCall;
import io.slipway.local.asl.TaskReply;
import io.slipway.local.asl.TaskService;
import io.slipway.local.asl.Transitioned;
import io.slipway.local.time.Timeline;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/**
 * {@code codebuild:startBuild.sync}: starts a build, answers when it has ended, and stops it where
 * nobody waits for it any more.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-codebuild.html">AWS
 *     CodeBuild with Step Functions</a>
 */
public final class BuildTasks implements TaskService, Transitioned {

  private final Timeline timeline;
  private final Supplier<SimulatedCodeBuild> builds;
  private final Function<TaskCall, CodeBuildClient> clients;
  private final Map<String, Runnable> stops = new ConcurrentHashMap<>();

  /**
   * @param clients CodeBuild as the machine that makes the call sees it
   */
  public BuildTasks(
      Timeline timeline,
      Supplier<SimulatedCodeBuild> builds,
      Function<TaskCall, CodeBuildClient> clients) {
    this.timeline = timeline;
    this.builds = builds;
    this.clients = clients;
  }

  @Override
  public void start(TaskCall call, TaskReply reply) {
    try {
      var client = clients.apply(call);
      var request = SdkJson.read(call.arguments(), StartBuildRequest.class);
      var id = client.startBuild(request).build().id();
      stops.put(
          key(call.executionArn(), call.stateName()), () -> client.stopBuild(stop -> stop.id(id)));
      builds.get().whenEnded(id, build -> ended(call, reply, build));
    } catch (AwsServiceException e) {
      reply.fail("CodeBuild." + e.getClass().getSimpleName(), e.awsErrorDetails().errorMessage());
    } catch (RuntimeException e) {
      reply.fail("States.TaskFailed", e.toString());
    }
  }

  private void ended(TaskCall call, TaskReply reply, Build build) {
    stops.remove(key(call.executionArn(), call.stateName()));
    var described = pascal(SdkJson.write(build));
    if (build.buildStatusAsString().equals("SUCCEEDED")) {
      reply.succeed(JsonNodeFactory.instance.objectNode().set("Build", described));
    } else {
      reply.fail("States.TaskFailed", Json.text(described));
    }
  }

  /** Step Functions writes every member's name with a capital. */
  private static JsonNode pascal(JsonNode value) {
    if (value.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      value.forEach(one -> list.add(pascal(one)));
      return list;
    }
    if (!value.isObject()) {
      return value;
    }
    var object = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(
            entry ->
                object.set(
                    Character.toUpperCase(entry.getKey().charAt(0)) + entry.getKey().substring(1),
                    pascal(entry.getValue())));
    return object;
  }

  @Override
  public void entered(String machineArn, String executionArn, String stateName) {
    // nothing is begun before the call is made
  }

  @Override
  public void exited(String machineArn, String executionArn, String stateName) {
    stop(key(executionArn, stateName));
  }

  @Override
  public void ended(String machineArn, String executionArn, Status status) {
    stops.keySet().stream().filter(key -> key.startsWith(executionArn + " ")).forEach(this::stop);
  }

  /** Afterwards, since the machines are locked now. */
  private void stop(String key) {
    var stop = stops.remove(key);
    if (stop != null) {
      timeline.after(Duration.ZERO, stop);
    }
  }

  private static String key(String executionArn, String stateName) {
    return executionArn + " " + stateName;
  }
}
