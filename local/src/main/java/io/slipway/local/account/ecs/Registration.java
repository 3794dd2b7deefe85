package io.slipway.local.account.ecs;

import io.slipway.aws.SdkJson;
import io.slipway.spec.FargateSize;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.IpcMode;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * What ECS takes of a task definition as a whole.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html">
 *     RegisterTaskDefinition</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html">10
 *     containers, 64 KiB</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html">
 *     what Fargate does not take</a>
 */
final class Registration {

  private static final int MOST_CONTAINERS = 10;
  private static final int MOST_BYTES = 64 * 1024;

  private final RegisterTaskDefinitionRequest request;
  private final boolean fargate;

  private Registration(RegisterTaskDefinitionRequest request) {
    this.request = request;
    this.fargate = request.requiresCompatibilities().contains(Compatibility.FARGATE);
  }

  /** Throws what ECS answers where it does not take {@code request}. */
  static void check(RegisterTaskDefinitionRequest request) {
    new Registration(request).check();
  }

  private void check() {
    if (request.family() == null || !request.family().matches("[a-zA-Z0-9_-]{1,255}")) {
      throw EcsErrors.client(
          "Family should match ^[a-zA-Z0-9-_]*$ and have at most 255 characters.");
    }
    if (request.containerDefinitions().isEmpty()) {
      throw EcsErrors.client("Container list cannot be empty.");
    }
    refuse(
        request.containerDefinitions().size() > MOST_CONTAINERS,
        "Task definition has more than 10 containers.");
    refuse(
        SdkJson.write(request).toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES,
        "Task definition exceeds the maximum size of 64 KiB.");
    volumes();
    if (fargate) {
      fargate();
    }
    var containers = new Containment(request, fargate);
    names();
    request.containerDefinitions().forEach(containers::check);
    refuse(
        request.containerDefinitions().stream()
            .allMatch(container -> Boolean.FALSE.equals(container.essential())),
        "At least one container must be marked as essential.");
    sums();
    ports();
    firelens();
  }

  private void names() {
    var names = new HashSet<String>();
    for (var container : request.containerDefinitions()) {
      if (container.name() == null || container.name().isBlank()) {
        throw EcsErrors.client("Container.name should not be null or empty.");
      }
      if (container.image() == null || container.image().isBlank()) {
        throw EcsErrors.client("Container.image should not be null or empty.");
      }
      refuse(
          !names.add(container.name()), "Container.name contains duplicate of another container.");
    }
  }

  private void fargate() {
    if (request.cpu() == null || request.memory() == null) {
      throw EcsErrors.client(
          "Fargate requires that 'cpu' and 'memory' be defined at the task level.");
    }
    refuse(
        request.networkMode() != NetworkMode.AWSVPC,
        "Fargate only supports network mode ‘awsvpc’.");
    refuse(
        FargateSize.fault(Integer.parseInt(request.cpu()), Integer.parseInt(request.memory()))
            .isPresent(),
        "No Fargate configuration exists for given values: "
            + request.cpu()
            + " CPU, "
            + request.memory()
            + " memory.");
    refuse(!request.placementConstraints().isEmpty(), "Fargate has no placement constraints.");
    refuse(
        request.ipcMode() != null && request.ipcMode() != IpcMode.NONE,
        "ipcMode is not supported with Fargate.");
    refuse(request.pidMode() == PidMode.HOST, "pidMode host is not supported with Fargate.");
  }

  private void volumes() {
    var names = new HashSet<String>();
    for (Volume volume : request.volumes()) {
      refuse(
          volume.name() == null || !volume.name().matches("[a-zA-Z0-9_-]{1,255}"),
          "Volume name must have 1 to 255 letters, numbers, underscores and hyphens.");
      refuse(!names.add(volume.name()), "Duplicate volume name: " + volume.name());
      boolean path = volume.host() != null && volume.host().sourcePath() != null;
      boolean docker = volume.dockerVolumeConfiguration() != null;
      boolean efs = volume.efsVolumeConfiguration() != null;
      refuse(
          (path ? 1 : 0) + (docker ? 1 : 0) + (efs ? 1 : 0) > 1,
          "Only one volume configuration can be specified: " + volume.name());
      refuse(
          fargate && (path || docker),
          "Fargate does not support host.sourcePath nor dockerVolumeConfiguration.");
      refuse(
          docker
              && "task".equals(volume.dockerVolumeConfiguration().scopeAsString())
              && volume.dockerVolumeConfiguration().autoprovision() != null,
          "autoprovision is only used if the scope is shared.");
    }
  }

  private void sums() {
    long cpu = request.containerDefinitions().stream().mapToLong(c -> or(c.cpu())).sum();
    refuse(
        request.cpu() != null && cpu > Long.parseLong(request.cpu()),
        "The sum of all container 'cpu' values cannot be greater than the value of the task"
            + " 'cpu'.");
    long kept =
        request.containerDefinitions().stream()
            .mapToLong(c -> c.memoryReservation() == null ? or(c.memory()) : c.memoryReservation())
            .sum();
    refuse(
        request.memory() != null && kept > Long.parseLong(request.memory()),
        "The sum of all container memory reservations cannot be greater than the value of the"
            + " task 'memory'.");
  }

  private static int or(Integer number) {
    return number == null ? 0 : number;
  }

  /** With awsvpc and host, all containers share the ports of one interface. */
  private void ports() {
    boolean shared =
        request.networkMode() == NetworkMode.AWSVPC || request.networkMode() == NetworkMode.HOST;
    Set<String> taken = new HashSet<>();
    for (var container : request.containerDefinitions()) {
      for (var port : container.portMappings()) {
        int number = shared ? port.containerPort() : or(port.hostPort());
        var protocol = port.protocol() == null ? "tcp" : port.protocolAsString();
        refuse(
            number != 0 && !taken.add(number + "/" + protocol),
            "Port " + number + "/" + protocol + " is used by more than one container mapping.");
      }
    }
  }

  private void firelens() {
    var routers =
        request.containerDefinitions().stream()
            .filter(container -> container.firelensConfiguration() != null)
            .map(ContainerDefinition::name)
            .collect(Collectors.toSet());
    boolean routed =
        request.containerDefinitions().stream()
            .anyMatch(
                container ->
                    container.logConfiguration() != null
                        && container.logConfiguration().logDriver() == LogDriver.AWSFIRELENS);
    refuse(
        !routers.isEmpty() && !routed,
        "When a firelensConfiguration object is specified, at least one container has to be"
            + " configured with the awsfirelens log driver.");
    refuse(
        routed && routers.size() != 1,
        "The awsfirelens log driver needs exactly one container with a firelensConfiguration.");
  }

  static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw EcsErrors.client(message);
    }
  }
}
