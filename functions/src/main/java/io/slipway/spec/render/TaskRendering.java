package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.spec.DockerVolume;
import io.slipway.spec.Service;
import io.slipway.spec.ServiceRole;
import io.slipway.spec.Specification;
import io.slipway.spec.Task;
import io.slipway.spec.Volume;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders the task definition of a service: the properties of {@code AWS::ECS::TaskDefinition},
 * without tags. What the specification does not say is left out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-taskdefinition.html">
 *     AWS::ECS::TaskDefinition</a>
 */
public final class TaskRendering {

  /** Stands for the version of the release in any text of a container. */
  public static final String VERSION = "{{version}}";

  /** The name of the sidecar that {@code awsfirelens} needs, as in AWS's examples. */
  public static final String ROUTER = "log_router";

  private final Service service;
  private final ContainerRendering containers;
  private final LogRendering logs;
  private final TaskFacts facts;

  private TaskRendering(String name, Service service, Colour colour, TaskFacts facts) {
    this.service = service;
    this.facts = facts;
    this.logs = new LogRendering(name, facts);
    this.containers = new ContainerRendering(service.task(), colour, facts, logs);
  }

  /**
   * The task definition of {@code service}.
   *
   * @throws IllegalArgumentException where the specification has no such service
   */
  public static ObjectNode of(
      Specification specification, String service, Colour colour, TaskFacts facts) {
    var found = specification.services().get(service);
    if (found == null) {
      throw new IllegalArgumentException("the specification has no service '" + service + "'");
    }
    return (ObjectNode)
        filled(new TaskRendering(service, found, colour, facts).task().node(), facts.version());
  }

  private Tree task() {
    var task = service.task();
    var tree =
        new Tree()
            .put("Family", facts.family())
            .put("RequiresCompatibilities", List.of(service.placement().launchType()))
            .put("NetworkMode", task.networkMode())
            .put("Cpu", task.cpu().map(String::valueOf))
            .put("Memory", task.memory().map(String::valueOf))
            .put("PidMode", task.pidMode())
            .put("IpcMode", task.ipcMode())
            .put("TaskRoleArn", role(task.roles().task(), facts.taskRole()))
            .put("ExecutionRoleArn", role(task.roles().execution(), facts.executionRole()))
            .list("ContainerDefinitions", containers(task), container -> container);
    return task.volumes().isEmpty()
        ? tree
        : tree.list("Volumes", task.volumes(), TaskRendering::volume);
  }

  private static Optional<JsonNode> role(ServiceRole said, Optional<JsonNode> made) {
    return said.arn().<JsonNode>map(TextNode::valueOf).or(() -> made);
  }

  private List<Tree> containers(Task task) {
    var trees = new ArrayList<Tree>();
    for (int i = 0; i < task.containers().size(); i++) {
      trees.add(containers.of(task.containers().get(i), i == 0));
    }
    if (LogRendering.isRouted(task)) {
      trees.add(logs.router());
    }
    return trees;
  }

  private static Tree volume(Volume volume) {
    var tree = new Tree().put("Name", volume.name());
    volume
        .host()
        .flatMap(host -> host.sourcePath())
        .ifPresent(path -> tree.put("Host", new Tree().put("SourcePath", path)));
    volume.docker().ifPresent(docker -> tree.put("DockerVolumeConfiguration", docker(docker)));
    volume
        .efs()
        .ifPresent(
            efs ->
                tree.put(
                    "EFSVolumeConfiguration",
                    new Tree()
                        .put("FilesystemId", efs.fileSystemId())
                        .put("RootDirectory", efs.directory())
                        .put("TransitEncryption", "ENABLED")));
    return tree;
  }

  private static Tree docker(DockerVolume docker) {
    var tree =
        new Tree()
            .put("Driver", docker.driver())
            .put("DriverOpts", some(docker.driverOptions()))
            .put("Labels", some(docker.labels()))
            .put("Scope", docker.scope());
    // ECS takes it for shared volumes only: others are always made.
    return docker.scope() == DockerVolume.Scope.shared
        ? tree.put("Autoprovision", docker.autoprovision())
        : tree;
  }

  /** {@code values} where there is any. */
  static <T extends Collection<?>> Optional<T> some(T values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  static Optional<Map<String, String>> some(Map<String, String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  private static JsonNode filled(JsonNode tree, String version) {
    return switch (tree) {
      case TextNode text -> TextNode.valueOf(text.textValue().replace(VERSION, version));
      case ArrayNode list -> {
        var items = list.arrayNode();
        list.forEach(item -> items.add(filled(item, version)));
        yield items;
      }
      case ObjectNode object -> {
        var members = object.objectNode();
        object
            .properties()
            .forEach(entry -> members.set(entry.getKey(), filled(entry.getValue(), version)));
        yield members;
      }
      default -> tree;
    };
  }
}
