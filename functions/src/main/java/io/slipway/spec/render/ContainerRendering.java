package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.spec.Container;
import io.slipway.spec.ContainerHealth;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.Port;
import io.slipway.spec.Task;
import io.slipway.spec.shape.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Renders the containers of a task. */
final class ContainerRendering {

  private final Task task;
  private final Colour colour;
  private final TaskFacts facts;
  private final LogRendering logs;

  ContainerRendering(Task task, Colour colour, TaskFacts facts, LogRendering logs) {
    this.task = task;
    this.colour = colour;
    this.facts = facts;
    this.logs = logs;
  }

  /**
   * A container.
   *
   * @param first whether it is the one of the release, which gets its image and the parameters
   */
  Tree of(Container container, boolean first) {
    var tree =
        new Tree()
            .put("Name", container.name())
            .put("Image", image(container, first))
            .put("Essential", container.essential())
            .put("Cpu", container.cpu())
            .put("Memory", hardLimit(container))
            .put("MemoryReservation", reservation(container))
            .put("EntryPoint", TaskRendering.some(container.entryPoint()))
            .put("Command", TaskRendering.some(container.command()))
            .put("DnsServers", TaskRendering.some(container.dnsServers()))
            .put("DnsSearchDomains", TaskRendering.some(container.dnsSearchDomains()))
            .put("Links", TaskRendering.some(container.links()))
            .put("DockerSecurityOptions", TaskRendering.some(container.securityOptions()))
            .put("DockerLabels", TaskRendering.some(container.labels()))
            .put("Hostname", container.hostname())
            .put("StartTimeout", container.startTimeout())
            .put("StopTimeout", container.stopTimeout())
            .put("Privileged", Optional.of(true).filter(yes -> container.privileged()))
            .put(
                "DisableNetworking", Optional.of(true).filter(yes -> container.disableNetworking()))
            .put("HealthCheck", container.healthCheck().map(health -> health(health).node()))
            .put("LogConfiguration", logs.of(container).map(Tree::node));
    lists(container, tree);
    variables(container, first, tree);
    return tree;
  }

  private JsonNode image(Container container, boolean first) {
    return first
        ? facts.image()
        : container.image().<JsonNode>map(TextNode::valueOf).orElseGet(facts::image);
  }

  /**
   * One and a half times what is kept for it where nothing else is said, so that one container that
   * leaks does not take the memory of the others; never more than the task has.
   */
  private Optional<Integer> hardLimit(Container container) {
    return container
        .memory()
        .or(
            () ->
                container
                    .memoryReservation()
                    .map(
                        kept ->
                            Math.min(kept + kept / 2, task.memory().orElse(Integer.MAX_VALUE))));
  }

  /** Less than the hard limit, which keeps as much where it is no more. */
  private Optional<Integer> reservation(Container container) {
    var limit = hardLimit(container);
    return container.memoryReservation().filter(kept -> limit.filter(kept::equals).isEmpty());
  }

  private void lists(Container container, Tree tree) {
    if (!container.ports().isEmpty()) {
      tree.list("PortMappings", container.ports(), this::port);
    }
    if (!container.extraHosts().isEmpty()) {
      tree.list(
          "ExtraHosts",
          container.extraHosts(),
          host -> new Tree().put("Hostname", host.hostname()).put("IpAddress", host.ipAddress()));
    }
    if (!container.mountPoints().isEmpty()) {
      tree.list(
          "MountPoints",
          container.mountPoints(),
          mount ->
              new Tree()
                  .put("ContainerPath", mount.containerPath())
                  .put("SourceVolume", mount.sourceVolume())
                  .put("ReadOnly", mount.readOnly()));
    }
    if (!container.dependsOn().isEmpty()) {
      tree.list(
          "DependsOn",
          container.dependsOn(),
          other ->
              new Tree()
                  .put("ContainerName", other.containerName())
                  .put("Condition", other.condition()));
    }
  }

  /** On the host only with bridge: otherwise it is the port of the container, and ECS says so. */
  private Tree port(Port port) {
    var tree =
        new Tree()
            .put("ContainerPort", colour.of(port.containerPort()))
            .put("Protocol", port.protocol());
    return task.networkMode() == NetworkMode.BRIDGE
        ? tree.put("HostPort", colour.of(port.hostPort()))
        : tree;
  }

  private void variables(Container container, boolean first, Tree tree) {
    if (!container.environment().isEmpty()) {
      tree.list(
          "Environment",
          new TreeMap<>(container.environment()).entrySet(),
          variable -> new Tree().put("Name", variable.getKey()).put("Value", variable.getValue()));
    }
    Map<String, JsonNode> secrets = new TreeMap<>(first ? facts.parameters() : Map.of());
    container.secrets().forEach((name, from) -> secrets.put(name, TextNode.valueOf(from)));
    if (!secrets.isEmpty()) {
      tree.list(
          "Secrets",
          secrets.entrySet(),
          secret -> new Tree().put("Name", secret.getKey()).put("ValueFrom", secret.getValue()));
    }
  }

  private static Tree health(ContainerHealth health) {
    return new Tree()
        .put("Command", health.command())
        .put("Interval", health.interval())
        .put("Retries", health.retries())
        .put("StartPeriod", health.startPeriod())
        .put("Timeout", health.timeout());
  }
}
