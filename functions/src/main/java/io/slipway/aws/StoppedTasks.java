package io.slipway.aws;

import io.slipway.domain.ServiceId;
import io.slipway.runtime.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Tasks of ECS services that stopped. */
public final class StoppedTasks {

  private static final int MOST_REASONS = 3;

  private final EcsClient ecs;

  public StoppedTasks(Platform platform) {
    this.ecs = platform.ecs();
  }

  /**
   * Why tasks of a revision stopped, the most frequent reason first, at most three: what ECS says
   * of the task, and of its containers their exit code or why they did not start. ECS forgets
   * stopped tasks after about an hour.
   */
  public List<String> reasons(ServiceId address, String taskDefinition) {
    return mostFrequent(
        stopped(address).filter(task -> taskDefinition.equals(task.taskDefinitionArn())));
  }

  /**
   * Why tasks have died since then, the most frequent reason first, at most three: they ended by
   * themselves, did not start, or failed their health checks. Those that were scaled away did not
   * die.
   */
  public List<String> deaths(ServiceId address, Instant since) {
    return mostFrequent(
        stopped(address).filter(StoppedTasks::died).filter(task -> after(task, since)));
  }

  private static boolean died(Task task) {
    return task.stopCode() == TaskStopCode.ESSENTIAL_CONTAINER_EXITED
        || task.stopCode() == TaskStopCode.TASK_FAILED_TO_START
        || (task.stoppedReason() != null && task.stoppedReason().contains("health checks"));
  }

  private static boolean after(Task task, Instant since) {
    var when = task.stoppingAt() == null ? task.stoppedAt() : task.stoppingAt();
    return when != null && when.isAfter(since);
  }

  private static List<String> mostFrequent(Stream<Task> tasks) {
    var counts =
        tasks.collect(
            Collectors.groupingBy(
                StoppedTasks::reason, LinkedHashMap<String, Long>::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MOST_REASONS)
        .map(entry -> (entry.getValue() > 1 ? entry.getValue() + " times " : "") + entry.getKey())
        .toList();
  }

  private Stream<Task> stopped(ServiceId address) {
    return new EcsService(ecs, address).tasks(DesiredStatus.STOPPED).stream();
  }

  private static String reason(Task task) {
    var ofTask = Objects.requireNonNullElse(task.stoppedReason(), "stopped without a reason");
    var ofContainers =
        task.containers().stream().flatMap(StoppedTasks::reason).collect(Collectors.joining(", "));
    return ofContainers.isEmpty() ? ofTask : ofTask + " (" + ofContainers + ")";
  }

  private static Stream<String> reason(Container container) {
    var parts = new ArrayList<String>();
    if (container.exitCode() != null) {
      parts.add("exit code " + container.exitCode());
    }
    if (container.reason() != null) {
      parts.add(container.reason());
    }
    return parts.isEmpty()
        ? Stream.empty()
        : Stream.of("container " + container.name() + ": " + String.join(", ", parts));
  }
}
