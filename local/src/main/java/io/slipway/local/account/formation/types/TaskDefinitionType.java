package io.slipway.local.account.formation.types;

import io.slipway.aws.SdkJson;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/**
 * {@code AWS::ECS::TaskDefinition}: one revision. Deleting it deregisters that revision only; later
 * ones of the family are not the stack's. {@code Ref} is its ARN.
 */
final class TaskDefinitionType extends DeclaredType {

  private final EcsClient ecs;

  TaskDefinitionType(EcsClient ecs) {
    super(
        "AWS::ECS::TaskDefinition",
        new Schema(
            Set.of(
                "Family",
                "RequiresCompatibilities",
                "NetworkMode",
                "RuntimePlatform",
                "Cpu",
                "Memory",
                "TaskRoleArn",
                "ExecutionRoleArn",
                "ContainerDefinitions",
                "Volumes",
                "EphemeralStorage",
                "PidMode",
                "IpcMode",
                "Tags"),
            Set.of(),
            Set.of("TaskDefinitionArn")),
        Duration.ofSeconds(1));
    this.ecs = ecs;
  }

  @Override
  public Made create(Order order) {
    var properties = order.properties().deepCopy();
    properties.put("Family", order.nameOr("Family", 255));
    var request = SdkJson.read(properties, RegisterTaskDefinitionRequest.class);
    var arn = ecs.registerTaskDefinition(request).taskDefinition().taskDefinitionArn();
    return new Made(arn, Map.of("TaskDefinitionArn", arn));
  }

  @Override
  public void delete(Existing resource) {
    ecs.deregisterTaskDefinition(request -> request.taskDefinition(resource.physicalId()));
  }
}
