package io.slipway.local.account.ecs;

import io.slipway.local.account.balancing.SimulatedLoadBalancers;
import io.slipway.local.account.kernel.Kernel;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** Creates, changes and deletes services; what follows of it is the scheduler's. */
final class Services {

  private static final int DEFAULT_MINIMUM = 100;
  private static final int DEFAULT_MAXIMUM = 200;

  private final Kernel kernel;
  private final Supplier<EcsState> state;
  private final Clusters clusters;
  private final TaskDefinitions definitions;
  private final SimulatedLoadBalancers balancers;
  private final Rollouts rollouts;

  Services(
      Kernel kernel,
      Supplier<EcsState> state,
      Clusters clusters,
      TaskDefinitions definitions,
      SimulatedLoadBalancers balancers,
      Rollouts rollouts) {
    this.kernel = kernel;
    this.state = state;
    this.clusters = clusters;
    this.definitions = definitions;
    this.balancers = balancers;
    this.rollouts = rollouts;
  }

  /** The service by name or ARN, also where it is INACTIVE; null where there is none. */
  ServiceState find(String cluster, String service) {
    if (service == null) {
      throw EcsErrors.invalid("Service cannot be empty.");
    }
    var name = service.substring(service.lastIndexOf('/') + 1);
    return state.get().services.get(arn(clusters.find(cluster).clusterName(), name));
  }

  /** The service, which must not have been deleted. */
  ServiceState active(String cluster, String name) {
    var service = find(cluster, name);
    if (service == null) {
      throw EcsErrors.noService();
    }
    if (!service.status.equals(ServiceState.ACTIVE)) {
      throw EcsErrors.serviceNotActive();
    }
    return service;
  }

  private String arn(String clusterName, String name) {
    return kernel.arn("ecs", "service/" + clusterName + "/" + name);
  }

  ServiceState create(CreateServiceRequest request) {
    var cluster = clusters.find(request.cluster());
    var name = request.serviceName();
    if (name == null || !name.matches("[a-zA-Z0-9_-]{1,255}")) {
      throw EcsErrors.invalid(
          "Invalid service name. Up to 255 letters (uppercase and lowercase), numbers, underscores,"
              + " and hyphens are allowed.");
    }
    var known = state.get().services.get(arn(cluster.clusterName(), name));
    if (known != null && known.status.equals(ServiceState.ACTIVE)) {
      throw EcsErrors.invalid("Creation of service was not idempotent.");
    }
    if (known != null && known.status.equals(ServiceState.DRAINING)) {
      throw EcsErrors.invalid("Unable to Start a service that is still Draining.");
    }
    var definition = definitions.usable(request.taskDefinition()).shape;
    request.loadBalancers().forEach(lb -> validate(lb, definition));
    var service = new ServiceState();
    service.desired = count(request.desiredCount());
    service.shape = shape(request, cluster.clusterArn(), arn(cluster.clusterName(), name));
    state.get().services.put(service.arn(), service);
    rollouts.begin(state.get(), service, definition.taskDefinitionArn());
    return service;
  }

  private static int count(Integer desired) {
    if (desired != null && desired < 0) {
      throw EcsErrors.invalid("Desired count must not be negative.");
    }
    return desired == null ? 0 : desired;
  }

  private void validate(LoadBalancer lb, TaskDefinition definition) {
    var container =
        definition.containerDefinitions().stream()
            .filter(c -> c.name().equals(lb.containerName()))
            .findFirst()
            .orElseThrow(
                () ->
                    EcsErrors.invalid(
                        "The container %s does not exist in the task definition."
                            .formatted(lb.containerName())));
    if (!hasPort(container, lb.containerPort())) {
      throw EcsErrors.invalid(
          "The container %s did not have a container port %d defined."
              .formatted(lb.containerName(), lb.containerPort()));
    }
    try {
      if (!balancers.attached(lb.targetGroupArn())) {
        throw EcsErrors.invalid(
            "The target group with targetGroupArn %s does not have an associated load balancer."
                .formatted(lb.targetGroupArn()));
      }
    } catch (TargetGroupNotFoundException missing) {
      throw EcsErrors.invalid(
          "The target group with targetGroupArn %s does not exist.".formatted(lb.targetGroupArn()));
    }
  }

  private static boolean hasPort(ContainerDefinition container, Integer port) {
    return container.portMappings().stream()
        .anyMatch(mapping -> Objects.equals(mapping.containerPort(), port));
  }

  private Service shape(CreateServiceRequest request, String clusterArn, String arn) {
    var shape =
        Service.builder()
            .serviceArn(arn)
            .serviceName(request.serviceName())
            .clusterArn(clusterArn)
            .loadBalancers(request.loadBalancers())
            .serviceRegistries(request.serviceRegistries())
            .launchType(request.launchType() == null ? LaunchType.FARGATE : request.launchType())
            .platformVersion(
                request.platformVersion() == null ? "LATEST" : request.platformVersion())
            .platformFamily("Linux")
            .networkConfiguration(request.networkConfiguration())
            .healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds())
            .schedulingStrategy(SchedulingStrategy.REPLICA)
            .deploymentController(
                DeploymentController.builder().type(DeploymentControllerType.ECS).build())
            .deploymentConfiguration(
                complete(
                    request.deploymentConfiguration(), DeploymentConfiguration.builder().build()))
            .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
            .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
            .propagateTags(
                request.propagateTagsAsString() == null ? "NONE" : request.propagateTagsAsString())
            .createdAt(kernel.now())
            .createdBy("arn:aws:iam::" + kernel.settings().accountId() + ":root");
    return request.tags().isEmpty() ? shape.build() : shape.tags(request.tags()).build();
  }

  /** What is asked, else what was before, else the defaults of the API reference. */
  private static DeploymentConfiguration complete(
      DeploymentConfiguration asked, DeploymentConfiguration before) {
    var wish = asked == null ? before : asked;
    var minimum =
        or(or(wish.minimumHealthyPercent(), before.minimumHealthyPercent()), DEFAULT_MINIMUM);
    var maximum = or(or(wish.maximumPercent(), before.maximumPercent()), DEFAULT_MAXIMUM);
    if (maximum == 0 || maximum < minimum || minimum < 0) {
      throw EcsErrors.invalid(
          "The deploymentConfiguration's maximumPercent %d must be above 0 and not below minimumHealthyPercent %d."
              .formatted(maximum, minimum));
    }
    return wish.toBuilder()
        .minimumHealthyPercent(minimum)
        .maximumPercent(maximum)
        .deploymentCircuitBreaker(
            or(wish.deploymentCircuitBreaker(), before.deploymentCircuitBreaker()))
        .build();
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /**
   * Changes what is given. A new deployment begins only for another task definition, for other
   * settings of the tasks themselves, or where it is forced; a desired count alone scales.
   */
  ServiceState update(UpdateServiceRequest request) {
    var service = active(request.cluster(), request.service());
    var definition =
        request.taskDefinition() == null
            ? service.primary().taskDefinitionArn
            : definitions.usable(request.taskDefinition()).shape.taskDefinitionArn();
    int desired = request.desiredCount() == null ? service.desired : count(request.desiredCount());
    var configuration = complete(request.deploymentConfiguration(), service.configuration());
    if (deploys(service, request, definition)) {
      int before = service.desired;
      service.desired = desired;
      try {
        rollouts.begin(state.get(), service, definition);
      } catch (InvalidParameterException refused) {
        service.desired = before;
        throw refused;
      }
    }
    scale(service, desired);
    var shape = service.shape.toBuilder().deploymentConfiguration(configuration);
    if (request.healthCheckGracePeriodSeconds() != null) {
      shape.healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds());
    }
    if (request.networkConfiguration() != null) {
      shape.networkConfiguration(request.networkConfiguration());
    }
    if (request.platformVersion() != null) {
      shape.platformVersion(request.platformVersion());
    }
    if (request.enableExecuteCommand() != null) {
      shape.enableExecuteCommand(request.enableExecuteCommand());
    }
    service.shape = shape.build();
    return service;
  }

  private static boolean deploys(
      ServiceState service, UpdateServiceRequest request, String definition) {
    var shape = service.shape;
    return Boolean.TRUE.equals(request.forceNewDeployment())
        || !definition.equals(service.primary().taskDefinitionArn)
        || differs(request.networkConfiguration(), shape.networkConfiguration())
        || differs(request.platformVersion(), shape.platformVersion());
  }

  private static boolean differs(Object asked, Object present) {
    return asked != null && !asked.equals(present);
  }

  /** Changes the desired count of a service and of its primary deployment. */
  void scale(ServiceState service, int desired) {
    if (service.desired != desired) {
      service.steady = false;
    }
    service.desired = desired;
    if (!service.primary().failed()) {
      service.primary().desired = desired;
      service.primary().updatedAt = kernel.now();
    }
  }

  /** The service ends its tasks and becomes INACTIVE. */
  ServiceState delete(String cluster, String name, boolean force) {
    var service = active(cluster, name);
    if (service.desired > 0 && !force) {
      throw EcsErrors.invalid("The service cannot be stopped while it is scaled above 0.");
    }
    service.desired = 0;
    service.status =
        service.present().findAny().isPresent() ? ServiceState.DRAINING : ServiceState.INACTIVE;
    service.deployments.forEach(deployment -> deployment.desired = 0);
    if (service.status.equals(ServiceState.INACTIVE)) {
      service.deployments.clear();
    }
    return service;
  }
}
