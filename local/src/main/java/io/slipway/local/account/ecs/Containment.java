package io.slipway.local.account.ecs;

import static io.slipway.local.account.ecs.Registration.refuse;

import java.util.HashSet;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * What ECS takes of a container in a task definition.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html">
 *     ContainerDefinition</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html">
 *     HealthCheck</a>
 */
final class Containment {

  private static final int MOST_SECONDS_ON_FARGATE = 120;
  private static final int LEAST_MEMORY = 6;

  private final RegisterTaskDefinitionRequest request;
  private final boolean fargate;
  private final NetworkMode mode;
  private final Map<String, ContainerDefinition> byName;

  Containment(RegisterTaskDefinitionRequest request, boolean fargate) {
    this.request = request;
    this.fargate = fargate;
    this.mode = request.networkMode() == null ? NetworkMode.BRIDGE : request.networkMode();
    this.byName =
        request.containerDefinitions().stream()
            .filter(container -> container.name() != null)
            .collect(
                Collectors.toMap(
                    ContainerDefinition::name, Function.identity(), (one, other) -> one));
  }

  void check(ContainerDefinition container) {
    refuse(
        !container.name().matches("[a-zA-Z0-9_-]{1,255}"),
        "Container name must have 1 to 255 letters, numbers, hyphens and underscores.");
    // The page names no @, which the digest of every image by digest has.
    refuse(
        !container.image().matches("[a-zA-Z0-9_:./#@-]{1,255}"),
        "Invalid image: " + container.image());
    memory(container);
    container
        .portMappings()
        .forEach(port -> port(container, port.containerPort(), port.hostPort()));
    network(container);
    machine(container);
    variables(container);
    mounts(container);
    dependencies(container);
    health(container);
    log(container);
  }

  private void memory(ContainerDefinition container) {
    refuse(
        request.memory() == null
            && container.memory() == null
            && container.memoryReservation() == null,
        invalid(container) + "At least one of 'memory' or 'memoryReservation' must be specified.");
    refuse(
        (container.memory() != null && container.memory() < LEAST_MEMORY)
            || (container.memoryReservation() != null
                && container.memoryReservation() < LEAST_MEMORY),
        invalid(container) + "Docker takes no less than 6 MiB.");
    refuse(
        container.memory() != null
            && container.memoryReservation() != null
            && container.memory() <= container.memoryReservation(),
        invalid(container) + "'memory' must be greater than 'memoryReservation'.");
    refuse(
        container.memory() != null
            && request.memory() != null
            && container.memory() > Integer.parseInt(request.memory()),
        invalid(container) + "'memory' must not be greater than that of the task.");
  }

  private void port(ContainerDefinition container, Integer inside, Integer onHost) {
    refuse(
        inside == null || inside < 1 || inside > 65_535,
        "Invalid 'containerPort' setting for container '" + container.name() + "'.");
    refuse(mode == NetworkMode.NONE, "Port mappings are not allowed when networkMode=none.");
    boolean same = onHost == null || onHost == 0 || onHost.equals(inside);
    refuse(
        (mode == NetworkMode.AWSVPC || mode == NetworkMode.HOST) && !same,
        "When networkMode="
            + mode
            + ", the host ports and container ports in port mappings must match.");
  }

  private void network(ContainerDefinition container) {
    refuse(
        !container.links().isEmpty() && mode != NetworkMode.BRIDGE,
        "Links are not supported when networkMode=" + mode + ".");
    boolean own = mode == NetworkMode.AWSVPC;
    refuse(own && container.hostname() != null, "hostname is not supported with awsvpc.");
    refuse(own && !container.extraHosts().isEmpty(), "extraHosts is not supported with awsvpc.");
    refuse(own && !container.dnsServers().isEmpty(), "dnsServers is not supported with awsvpc.");
    refuse(
        own && !container.dnsSearchDomains().isEmpty(),
        "dnsSearchDomains is not supported with awsvpc.");
  }

  private void machine(ContainerDefinition container) {
    refuse(
        fargate && Boolean.TRUE.equals(container.privileged()),
        "privileged is not supported with Fargate.");
    refuse(
        fargate && Boolean.TRUE.equals(container.disableNetworking()),
        "disableNetworking is not supported with Fargate.");
    refuse(
        fargate && !container.dockerSecurityOptions().isEmpty(),
        "dockerSecurityOptions is not supported with Fargate.");
    seconds(container, "startTimeout", container.startTimeout());
    seconds(container, "stopTimeout", container.stopTimeout());
  }

  private void seconds(ContainerDefinition container, String name, Integer seconds) {
    refuse(
        seconds != null && (seconds < 2 || (fargate && seconds > MOST_SECONDS_ON_FARGATE)),
        invalid(container) + name + " must be between 2 and 120 seconds.");
  }

  private static void variables(ContainerDefinition container) {
    var names = new HashSet<String>();
    container
        .environment()
        .forEach(
            variable ->
                refuse(
                    variable.name() == null
                        || variable.name().isEmpty()
                        || !names.add(variable.name()),
                    "Duplicate or empty environment variable name: " + variable.name()));
    container
        .secrets()
        .forEach(
            secret ->
                refuse(
                    secret.valueFrom() == null
                        || secret.valueFrom().isEmpty()
                        || !names.add(secret.name()),
                    "The secret name must be unique and not shared with any new or existing"
                        + " environment variables set on the container, such as '"
                        + secret.name()
                        + "'."));
  }

  private void mounts(ContainerDefinition container) {
    var volumes = request.volumes().stream().map(Volume::name).collect(Collectors.toSet());
    container
        .mountPoints()
        .forEach(
            mount ->
                refuse(
                    !volumes.contains(mount.sourceVolume()),
                    "Unknown volume '" + mount.sourceVolume() + "'."));
  }

  private void dependencies(ContainerDefinition container) {
    for (var dependency : container.dependsOn()) {
      var other = byName.get(dependency.containerName());
      refuse(
          other == null || other.name().equals(container.name()),
          "Container '" + container.name() + "' depends on an unknown container.");
      refuse(
          dependency.condition() == ContainerCondition.HEALTHY && other.healthCheck() == null,
          "A HEALTHY condition needs a health check of the dependency.");
      boolean ends =
          dependency.condition() == ContainerCondition.COMPLETE
              || dependency.condition() == ContainerCondition.SUCCESS;
      refuse(
          ends && !Boolean.FALSE.equals(other.essential()),
          "A dependency container with SUCCESS or COMPLETE condition cannot be an essential"
              + " container");
    }
    container
        .links()
        .forEach(
            link ->
                refuse(
                    !byName.containsKey(link.split(":", 2)[0]),
                    "Container '" + container.name() + "' links to an unknown container."));
  }

  private static void health(ContainerDefinition container) {
    var health = container.healthCheck();
    if (health == null) {
      return;
    }
    refuse(health.command().isEmpty(), "A health check needs a command.");
    within("interval", health.interval(), 5, 300);
    within("timeout", health.timeout(), 2, 60);
    within("retries", health.retries(), 1, 10);
    within("startPeriod", health.startPeriod(), 0, 300);
  }

  private static void within(String name, Integer value, int least, int most) {
    refuse(
        value != null && (value < least || value > most),
        "The health check's " + name + " must be between " + least + " and " + most + ".");
  }

  private void log(ContainerDefinition container) {
    var log = container.logConfiguration();
    if (log == null) {
      return;
    }
    refuse(
        log.logDriver() == null || log.logDriver() == LogDriver.UNKNOWN_TO_SDK_VERSION,
        "Unknown log driver: " + log.logDriverAsString());
    if (log.logDriver() == LogDriver.AWSLOGS) {
      refuse(
          !log.options().containsKey("awslogs-group")
              || !log.options().containsKey("awslogs-region"),
          "Log driver awslogs requires options: awslogs-region, awslogs-group");
      refuse(
          fargate && !log.options().containsKey("awslogs-stream-prefix"),
          "Fargate requires the option awslogs-stream-prefix for log driver awslogs.");
      refuse(
          fargate && request.executionRoleArn() == null,
          "Fargate requires task definition to have execution role ARN to support log driver"
              + " awslogs.");
    }
    refuse(
        fargate
            && log.logDriver() != LogDriver.AWSLOGS
            && log.logDriver() != LogDriver.AWSFIRELENS
            && log.logDriver() != LogDriver.SPLUNK,
        "Fargate does not support log driver " + log.logDriverAsString() + ".");
  }

  private static String invalid(ContainerDefinition container) {
    return "Invalid setting for container '" + container.name() + "'. ";
  }
}
