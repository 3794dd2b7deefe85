package io.slipway.aws;

import io.slipway.domain.Migration;
import io.slipway.domain.OneOffTask;
import io.slipway.domain.RetryLater;
import io.slipway.domain.ServiceId;
import io.slipway.runtime.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Tasks that run one command to its end, beside the services.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask
 *     </a>
 */
public final class OneOffTasks {

  private final EcsClient ecs;

  public OneOffTasks(Platform platform) {
    this.ecs = platform.ecs();
  }

  /**
   * Runs a command as the release that a service has, in the service's network. The client token is
   * made of the operation's id, so that a call whose answer was lost finds the same task again
   * instead of starting another.
   *
   * @return the ARN of the task
   * @throws RetryLater where ECS has no room for it now
   */
  public String run(ServiceId address, Migration migration, String operationId) {
    var service = new EcsService(ecs, address).describe();
    var command =
        ContainerOverride.builder()
            .name(migration.container().orElse(address.container()))
            .command(migration.command())
            .build();
    var token = UUID.nameUUIDFromBytes(operationId.getBytes(StandardCharsets.UTF_8)).toString();
    var answer =
        AwsErrors.calling(
            "run a task of " + service.taskDefinition(),
            () ->
                ecs.runTask(
                    request ->
                        request
                            .cluster(address.cluster())
                            .taskDefinition(service.taskDefinition())
                            .launchType(LaunchType.FARGATE)
                            .networkConfiguration(service.networkConfiguration())
                            .overrides(overrides -> overrides.containerOverrides(command))
                            .startedBy(operationId)
                            .clientToken(token)));
    return answer.tasks().stream()
        .findFirst()
        .map(Task::taskArn)
        .orElseThrow(() -> new RetryLater("ECS has not run a task: " + answer.failures()));
  }

  /** How a task stands; empty where ECS does not know it yet, or any more. */
  public Optional<OneOffTask> look(ServiceId address, Migration migration, String task) {
    var container = migration.container().orElse(address.container());
    return AwsErrors.calling(
            "read the task " + task,
            () -> ecs.describeTasks(request -> request.cluster(address.cluster()).tasks(task)))
        .tasks()
        .stream()
        .findFirst()
        .map(found -> standing(found, container));
  }

  private static OneOffTask standing(Task task, String container) {
    return new OneOffTask(
        task.lastStatus(),
        task.containers().stream()
            .filter(one -> container.equals(one.name()))
            .findFirst()
            .map(Container::exitCode),
        Optional.ofNullable(task.stoppedReason()));
  }

  /** Stops every task that runs for an operation, and says how many there were. */
  public int stopAll(ServiceId address, String operationId, String reason) {
    var tasks =
        AwsErrors.calling(
            "list the tasks of operation " + operationId,
            () ->
                ecs
                    .listTasksPaginator(
                        request -> request.cluster(address.cluster()).startedBy(operationId))
                    .taskArns()
                    .stream()
                    .toList());
    tasks.forEach(task -> stop(address, task, reason));
    return tasks.size();
  }

  private void stop(ServiceId address, String task, String reason) {
    AwsErrors.calling(
        "stop the task " + task,
        () ->
            ecs.stopTask(request -> request.cluster(address.cluster()).task(task).reason(reason)));
  }
}
