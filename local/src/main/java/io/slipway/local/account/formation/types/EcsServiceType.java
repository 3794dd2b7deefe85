package io.slipway.local.account.formation.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.SdkJson;
import io.slipway.local.account.formation.ResourceFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * {@code AWS::ECS::Service}: complete when it is steady (with no desired task, at once); gone when
 * it is inactive. {@code Ref} is its ARN.
 */
final class EcsServiceType extends DeclaredType {

  private static final String INACTIVE = "INACTIVE";

  private final EcsClient ecs;

  EcsServiceType(EcsClient ecs) {
    super(
        "AWS::ECS::Service",
        new Schema(
            Set.of(
                "ServiceName",
                "Cluster",
                "LaunchType",
                "PlatformVersion",
                "TaskDefinition",
                "DesiredCount",
                "DeploymentConfiguration",
                "HealthCheckGracePeriodSeconds",
                "LoadBalancers",
                "NetworkConfiguration",
                "PropagateTags",
                "EnableECSManagedTags",
                "SchedulingStrategy",
                "CapacityProviderStrategy",
                "ServiceRegistries",
                "Tags"),
            Set.of("TaskDefinition"),
            Set.of("Name", "ServiceArn")),
        Duration.ofSeconds(3));
    this.ecs = ecs;
  }

  @Override
  public Made create(Order order) {
    var properties = order.properties().deepCopy();
    refuseInstances(properties);
    properties.put("ServiceName", order.nameOr("ServiceName", 255));
    if (!properties.has("DesiredCount")) {
      properties.put("DesiredCount", 1);
    }
    var request = SdkJson.read(properties, CreateServiceRequest.class);
    var service = ecs.createService(request).service();
    return new Made(
        service.serviceArn(),
        Map.of("Name", service.serviceName(), "ServiceArn", service.serviceArn()));
  }

  /** The account has no instances. */
  private static void refuseInstances(ObjectNode properties) {
    var providers =
        properties.path("CapacityProviderStrategy").findValuesAsText("CapacityProvider");
    boolean fargate =
        properties.path("LaunchType").asText("FARGATE").equals("FARGATE")
            && providers.stream().allMatch(name -> name.startsWith("FARGATE"))
            && properties.path("SchedulingStrategy").asText("REPLICA").equals("REPLICA");
    if (!fargate) {
      throw new ResourceFailure("Not modelled here: services that do not run on Fargate");
    }
  }

  @Override
  public boolean isReady(Existing resource) {
    var service =
        find(resource)
            .orElseThrow(() -> new ResourceFailure("The service is gone before it was steady"));
    if (service.deployments().stream()
        .anyMatch(it -> it.rolloutState() == DeploymentRolloutState.FAILED)) {
      throw new ResourceFailure(
          "Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'.");
    }
    return service.deployments().size() == 1
        && service.runningCount().equals(service.desiredCount());
  }

  @Override
  public Set<String> replacing() {
    return Set.of("ServiceName", "Cluster", "LaunchType", "SchedulingStrategy");
  }

  @Override
  public String named() {
    return "ServiceName";
  }

  /** A count that the template does not say any more is left as it is. */
  @Override
  public Made update(Existing was, Order order) {
    refuseInstances(order.properties());
    var changed = order.changed(was);
    if (changed.has("LoadBalancers") || changed.has("ServiceRegistries")) {
      throw new UnsupportedOperationException(
          "other load balancers or registries of a service are not modelled here");
    }
    changed.put("Cluster", cluster(was)).put("Service", was.physicalId());
    ecs.updateService(SdkJson.read(changed, UpdateServiceRequest.class));
    return was.same();
  }

  /** With force, as the service may run tasks that a deploy has started. */
  @Override
  public void delete(Existing resource) {
    try {
      ecs.deleteService(
          request -> request.cluster(cluster(resource)).service(resource.physicalId()).force(true));
    } catch (ServiceNotFoundException e) {
      // Somebody has deleted it before: what is wanted has happened.
    }
  }

  @Override
  public boolean isGone(Existing resource) {
    return find(resource).isEmpty();
  }

  private Optional<Service> find(Existing resource) {
    return ecs
        .describeServices(
            request -> request.cluster(cluster(resource)).services(resource.physicalId()))
        .services()
        .stream()
        .filter(service -> !service.status().equals(INACTIVE))
        .findFirst();
  }

  private static String cluster(Existing resource) {
    return resource.properties().path("Cluster").asText("default");
  }
}
