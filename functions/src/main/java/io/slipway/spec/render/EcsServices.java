package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.slipway.domain.Rejected;
import io.slipway.spec.Capacity;
import io.slipway.spec.LaunchType;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.Placement;
import io.slipway.spec.SchedulingStrategy;
import io.slipway.spec.TargetGroup;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders the ECS services. They are born with no task; from then on their count and their task
 * definition belong to deploys and to scaling. CloudFormation leaves a count that a template does
 * not say as it is, and gets the present task definition as a parameter.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html">
 *     AWS::ECS::Service, DesiredCount</a>
 */
final class EcsServices {

  private static final int GRACE_SECONDS = 60;

  private EcsServices() {}

  /** Zero until something has been deployed; then left as it is, where nothing is said of it. */
  private static JsonNode desiredCount(Berth berth) {
    return Template.either(first(berth), IntNode.valueOf(0), Template.nothing());
  }

  /**
   * The service.
   *
   * @param groups its target groups
   * @param after what has to be there before it
   */
  static void render(Berth berth, List<TargetGroup> groups, List<String> after) {
    var service = berth.service();
    var placement = service.placement();
    boolean replica = placement.schedulingStrategy() == SchedulingStrategy.REPLICA;
    var properties =
        new Tree()
            .put("ServiceName", berth.name())
            .put("Cluster", berth.frame().cluster())
            .put("TaskDefinition", taskDefinition(berth))
            .put("SchedulingStrategy", placement.schedulingStrategy())
            .put("DeploymentConfiguration", deployment(replica))
            .put("PropagateTags", "SERVICE")
            .put("EnableECSManagedTags", true);
    capacity(berth, placement, properties);
    if (replica) {
      properties.put("DesiredCount", desiredCount(berth));
    }
    if (!groups.isEmpty()) {
      properties
          .put("HealthCheckGracePeriodSeconds", GRACE_SECONDS)
          .list("LoadBalancers", groups, group -> balanced(berth, group));
    }
    if (service.task().networkMode() == NetworkMode.AWSVPC) {
      properties.put("NetworkConfiguration", network(berth));
    }
    Discovery.registry(berth)
        .ifPresent(registry -> properties.list("ServiceRegistries", List.of(registry), one -> one));
    berth.template().resource(berth.id("Service"), "AWS::ECS::Service", properties).after(after);
  }

  /** The first revision until something has been deployed; then what the service has. */
  private static JsonNode taskDefinition(Berth berth) {
    var parameter = parameter(berth);
    var template = berth.template();
    var present = template.parameter(parameter, "What the service runs; empty before a deploy", "");
    template.condition(first(berth), parameter, "");
    return Template.either(first(berth), Template.ref(berth.id("TaskDefinition")), present);
  }

  /** The condition that nothing has been deployed to a service. */
  private static String first(Berth berth) {
    return "First" + parameter(berth);
  }

  /** The parameter with the task definition that a service has at present. */
  static String parameter(Berth berth) {
    return "PresentOf" + berth.id("TaskDefinition");
  }

  /** A daemon has one task on an instance, and no room for a second one. */
  private static Tree deployment(boolean replica) {
    return new Tree()
        .put("MinimumHealthyPercent", replica ? 100 : 0)
        .put("MaximumPercent", replica ? 200 : 100)
        .put("DeploymentCircuitBreaker", new Tree().put("Enable", true).put("Rollback", true));
  }

  private static void capacity(Berth berth, Placement placement, Tree properties) {
    if (placement.launchType() == LaunchType.FARGATE) {
      properties.put("PlatformVersion", placement.platformVersion().orElse("LATEST"));
      if (placement.capacity() == Capacity.SPOT) {
        provider(properties, "FARGATE_SPOT");
      } else {
        properties.put("LaunchType", LaunchType.FARGATE);
      }
      return;
    }
    var provider =
        placement
            .capacityProvider()
            .or(() -> Optional.ofNullable(berth.site().providers().get(placement.capacity())));
    if (provider.isEmpty() && placement.capacity() == Capacity.SPOT) {
      throw Rejected.invalid(
          "specification.services." + berth.part().name() + ".placement.capacity",
          "the cluster has no capacity provider that is known to be spot; name one in"
              + " placement.capacityProvider");
    }
    if (provider.isPresent() && placement.schedulingStrategy() == SchedulingStrategy.REPLICA) {
      provider(properties, provider.get());
    } else {
      properties.put("LaunchType", LaunchType.EC2);
    }
    if (!placement.constraints().isEmpty()) {
      properties.list(
          "PlacementConstraints",
          placement.constraints(),
          one -> new Tree().put("Type", one.type()).put("Expression", one.expression()));
    }
    if (!placement.strategies().isEmpty()) {
      properties.list(
          "PlacementStrategies",
          placement.strategies(),
          one -> new Tree().put("Type", one.type()).put("Field", one.field()));
    }
  }

  private static void provider(Tree properties, String name) {
    properties.list(
        "CapacityProviderStrategy",
        List.of(name),
        one -> new Tree().put("CapacityProvider", one).put("Weight", 1));
  }

  private static Tree balanced(Berth berth, TargetGroup group) {
    return new Tree()
        .put("ContainerName", group.container())
        .put("ContainerPort", TargetGroups.port(berth, group))
        .put("TargetGroupArn", Template.ref(TargetGroups.id(berth, group)));
  }

  private static Tree network(Berth berth) {
    var groups = new ArrayList<JsonNode>();
    groups.add(Template.text(berth.site().securityGroup()));
    if (Balancers.isOwn(berth.part())) {
      groups.add(Template.attribute(berth.part().id("TaskSecurityGroup"), "GroupId"));
    }
    var configuration =
        new Tree().put("Subnets", berth.site().subnets()).put("SecurityGroups", groups);
    if (berth.service().placement().launchType() == LaunchType.FARGATE) {
      configuration.put("AssignPublicIp", berth.site().publicIp() ? "ENABLED" : "DISABLED");
    }
    return new Tree().put("AwsvpcConfiguration", configuration);
  }
}
