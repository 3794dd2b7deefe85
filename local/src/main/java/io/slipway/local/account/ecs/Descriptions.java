package io.slipway.local.account.ecs;

import io.slipway.local.account.kernel.Kernel;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Tells services and tasks in the API's shapes. */
final class Descriptions {

  private final Kernel kernel;
  private final TaskDefinitions definitions;

  Descriptions(Kernel kernel, TaskDefinitions definitions) {
    this.kernel = kernel;
    this.definitions = definitions;
  }

  Service service(ServiceState service) {
    return service.shape.toBuilder()
        .status(service.status)
        .desiredCount(service.desired)
        .runningCount(running(service, task -> true))
        .pendingCount(pending(service, task -> true))
        .deployments(
            service.deployments.stream()
                .map(deployment -> deployment(service, deployment))
                .toList())
        .events(service.events)
        .build();
  }

  private static Deployment deployment(ServiceState service, DeploymentState deployment) {
    Predicate<TaskState> own = task -> task.deploymentId.equals(deployment.id);
    boolean primary = deployment.status.equals(DeploymentState.PRIMARY);
    return Deployment.builder()
        .id(deployment.id)
        .status(deployment.status)
        .taskDefinition(deployment.taskDefinitionArn)
        .desiredCount(primary ? deployment.desired : (int) service.wanted().filter(own).count())
        .runningCount(running(service, own))
        .pendingCount(pending(service, own))
        .failedTasks(deployment.failedTasks)
        .createdAt(deployment.createdAt)
        .updatedAt(deployment.updatedAt)
        .launchType(service.shape.launchType())
        .platformVersion("1.4.0")
        .platformFamily(service.shape.platformFamily())
        .networkConfiguration(service.shape.networkConfiguration())
        .rolloutState(deployment.rolloutState)
        .rolloutStateReason(deployment.rolloutStateReason)
        .build();
  }

  private static int running(ServiceState service, Predicate<TaskState> of) {
    return (int)
        service.tasks.stream().filter(of).filter(t -> t.phase == TaskPhase.RUNNING).count();
  }

  private static int pending(ServiceState service, Predicate<TaskState> of) {
    return (int) service.wanted().filter(of).filter(task -> task.phase.starting()).count();
  }

  String taskArn(ServiceState service, TaskState task) {
    return kernel.arn("ecs", "task/" + clusterName(service) + "/" + task.id);
  }

  private static String clusterName(ServiceState service) {
    var arn = service.shape.clusterArn();
    return arn.substring(arn.indexOf('/') + 1);
  }

  Task task(ServiceState service, TaskState task) {
    var definition = definitions.byArn(task.taskDefinitionArn);
    return Task.builder()
        .taskArn(taskArn(service, task))
        .clusterArn(service.shape.clusterArn())
        .taskDefinitionArn(task.taskDefinitionArn)
        .group("service:" + service.serviceName())
        .startedBy(task.deploymentId)
        .lastStatus(task.phase.name())
        .desiredStatus(task.wanted() ? "RUNNING" : "STOPPED")
        .healthStatus(HealthStatus.UNKNOWN)
        .launchType(service.shape.launchType())
        .platformVersion("1.4.0")
        .platformFamily(service.shape.platformFamily())
        .availabilityZone(kernel.settings().region() + "a")
        .cpu(definition.cpu())
        .memory(definition.memory())
        .connectivity(task.pullStartedAt == null ? null : "CONNECTED")
        .attachments(attachment(task))
        .containers(
            definition.containerDefinitions().stream()
                .map(container -> container(service, task, definition, container))
                .toList())
        .createdAt(task.createdAt)
        .pullStartedAt(task.pullStartedAt)
        .pullStoppedAt(task.pullStoppedAt)
        .startedAt(task.startedAt)
        .stoppingAt(task.stoppingAt)
        .executionStoppedAt(task.executionStoppedAt)
        .stoppedAt(task.stoppedAt)
        .stopCode(task.stopCode)
        .stoppedReason(task.stoppedReason)
        .tags(service.shape.tags())
        .build();
  }

  private static Attachment attachment(TaskState task) {
    return Attachment.builder()
        .type("ElasticNetworkInterface")
        .status(task.phase.serves() ? "ATTACHED" : task.phase.starting() ? "PRECREATED" : "DELETED")
        .details(KeyValuePair.builder().name("privateIPv4Address").value(task.address).build())
        .build();
  }

  private static Container container(
      ServiceState service,
      TaskState task,
      TaskDefinition definition,
      ContainerDefinition container) {
    boolean main = container.equals(TaskLife.mainContainer(service, definition));
    boolean unpulled =
        task.stopCode != null
            && task.pullStoppedAt == null
            && Objects.equals(container.image(), task.image);
    return Container.builder()
        .name(container.name())
        .image(container.image())
        .imageDigest(main ? task.imageDigest : null)
        .lastStatus(task.phase.serves() ? "RUNNING" : task.phase.starting() ? "PENDING" : "STOPPED")
        .exitCode(task.exitCode)
        .reason(unpulled ? task.stoppedReason : null)
        .healthStatus(HealthStatus.UNKNOWN)
        .build();
  }
}
