package io.slipway.aws;

import io.slipway.domain.ResourceMissing;
import io.slipway.domain.Rollout;
import io.slipway.domain.RunningService;
import io.slipway.domain.ServiceId;
import io.slipway.runtime.Platform;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** ECS services: how they stand, and how a revision is rolled out to them. */
public final class Services {

  private static final int MINIMUM_HEALTHY_PERCENT = 100;
  private static final int MAXIMUM_PERCENT = 200;
  private static final int GRACE_SECONDS = 60;
  private static final String PRIMARY = "PRIMARY";

  private final EcsClient ecs;

  public Services(Platform platform) {
    this.ecs = platform.ecs();
  }

  /**
   * How a service stands.
   *
   * @throws ResourceMissing where it does not exist, or is being deleted
   */
  public RunningService read(ServiceId address) {
    return running(new EcsService(ecs, address).describe());
  }

  /**
   * Brings a service to a revision, never with fewer healthy tasks than it has. Where it is on its
   * way to this revision already, or there, nothing is started, so that a call whose answer was
   * lost can be made again.
   *
   * @param tasks how many tasks it is to run; empty leaves that to who decided it last
   * @return the id of the deployment
   */
  public String rollOut(ServiceId address, String taskDefinition, OptionalInt tasks) {
    var service = new EcsService(ecs, address).describe();
    var primary = running(service).primary();
    boolean tasksAreRight = tasks.isEmpty() || tasks.getAsInt() == service.desiredCount();
    if (primary.taskDefinition().equals(taskDefinition) && tasksAreRight) {
      return primary.id();
    }
    return AwsErrors.calling(
        "roll out " + taskDefinition + " to the service " + address.service(),
        () ->
            running(ecs.updateService(update(service, taskDefinition, tasks)).service())
                .primary()
                .id());
  }

  private static UpdateServiceRequest update(
      Service service, String taskDefinition, OptionalInt tasks) {
    var request =
        UpdateServiceRequest.builder()
            .cluster(service.clusterArn())
            .service(service.serviceName())
            .taskDefinition(taskDefinition)
            .deploymentConfiguration(configuration(service.deploymentConfiguration()))
            .healthCheckGracePeriodSeconds(GRACE_SECONDS);
    tasks.ifPresent(request::desiredCount);
    return request.build();
  }

  /** What a team has set besides (alarms) stays. */
  private static DeploymentConfiguration configuration(DeploymentConfiguration present) {
    return DeploymentConfiguration.builder()
        .minimumHealthyPercent(MINIMUM_HEALTHY_PERCENT)
        .maximumPercent(MAXIMUM_PERCENT)
        .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
        .alarms(present == null ? null : present.alarms())
        .build();
  }

  private static RunningService running(Service service) {
    return new RunningService(
        service.desiredCount(),
        service.deployments().stream().map(Services::rollout).toList(),
        service.events().stream().map(ServiceEvent::message).toList());
  }

  private static Rollout rollout(Deployment deployment) {
    return new Rollout(
        deployment.id(),
        PRIMARY.equals(deployment.status()),
        deployment.taskDefinition(),
        state(deployment.rolloutState()),
        Optional.ofNullable(deployment.rolloutStateReason()).orElse(""),
        deployment.desiredCount(),
        deployment.runningCount(),
        Optional.ofNullable(deployment.failedTasks()).orElse(0));
  }

  private static Rollout.State state(DeploymentRolloutState state) {
    return switch (state) {
      case COMPLETED -> Rollout.State.COMPLETED;
      case FAILED -> Rollout.State.FAILED;
      case IN_PROGRESS, UNKNOWN_TO_SDK_VERSION -> Rollout.State.IN_PROGRESS;
      case null -> Rollout.State.IN_PROGRESS;
    };
  }
}
