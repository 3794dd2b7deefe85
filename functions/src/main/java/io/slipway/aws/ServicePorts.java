package io.slipway.aws;

import io.slipway.domain.ServiceId;
import io.slipway.runtime.Platform;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a service runs and how it is reached: the ports of its containers, its roles, secrets. */
public final class ServicePorts {

  private final EcsClient ecs;

  public ServicePorts(Platform platform) {
    this.ecs = platform.ecs();
  }

  /**
   * A service as it is now.
   *
   * @param doors what target groups send requests to
   * @param taskRole the ARN; empty where its tasks have none
   * @param executionRole the ARN; empty where ECS needs none
   * @param secrets where the values of its variables and log options are: ARNs, or names of
   *     parameters
   * @param tasks how many it is to run
   */
  public record Wiring(
      List<Door> doors,
      Optional<String> taskRole,
      Optional<String> executionRole,
      List<String> secrets,
      int tasks) {}

  /**
   * A port that a target group sends requests to.
   *
   * @param exists whether the container has that port
   */
  public record Door(String targetGroup, String container, int port, boolean exists) {}

  /** How the service of a place is wired. */
  public Wiring of(ServiceId address) {
    var service = new EcsService(ecs, address).describe();
    var definition =
        AwsErrors.calling(
            "read the task definition " + service.taskDefinition(),
            () ->
                ecs.describeTaskDefinition(
                        request -> request.taskDefinition(service.taskDefinition()))
                    .taskDefinition());
    var containers = definition.containerDefinitions();
    return new Wiring(
        service.loadBalancers().stream().map(one -> door(one, definition)).toList(),
        Optional.ofNullable(definition.taskRoleArn()),
        Optional.ofNullable(definition.executionRoleArn()),
        containers.stream().flatMap(ServicePorts::secrets).distinct().toList(),
        service.desiredCount());
  }

  private static Stream<String> secrets(ContainerDefinition container) {
    var log = Optional.ofNullable(container.logConfiguration());
    return Stream.concat(
            container.secrets().stream(),
            log.stream().flatMap(options -> options.secretOptions().stream()))
        .map(Secret::valueFrom);
  }

  private static Door door(LoadBalancer target, TaskDefinition definition) {
    boolean exists =
        definition.containerDefinitions().stream()
            .filter(container -> container.name().equals(target.containerName()))
            .flatMap(ServicePorts::ports)
            .anyMatch(target.containerPort()::equals);
    return new Door(
        target.targetGroupArn(), target.containerName(), target.containerPort(), exists);
  }

  private static Stream<Integer> ports(ContainerDefinition container) {
    return container.portMappings().stream().map(PortMapping::containerPort);
  }
}
