package io.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.aws.TaskDefinitions.Rendered;
import io.slipway.runtime.Json;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.IpcMode;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.ProxyConfiguration;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraint;
import software.amazon.awssdk.services.ecs.model.Volume;

class TaskDefinitionsTest {

  private static final String IMAGE = "registry/shop@sha256:" + "a".repeat(64);

  private static final TaskDefinition LIVE =
      TaskDefinition.builder()
          .taskDefinitionArn("arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-dev:7")
          .family("shop-dev")
          .revision(7)
          .registeredAt(Instant.EPOCH)
          .taskRoleArn("arn:aws:iam::123456789012:role/slipway/task")
          .executionRoleArn("arn:aws:iam::123456789012:role/slipway/execution")
          .networkMode(NetworkMode.AWSVPC)
          .cpu("1024")
          .memory("4096")
          .requiresCompatibilities(Compatibility.FARGATE)
          .runtimePlatform(RuntimePlatform.builder().cpuArchitecture("ARM64").build())
          .ephemeralStorage(EphemeralStorage.builder().sizeInGiB(50).build())
          .pidMode(PidMode.TASK)
          .ipcMode(IpcMode.TASK)
          .proxyConfiguration(ProxyConfiguration.builder().containerName("envoy").build())
          .placementConstraints(
              TaskDefinitionPlacementConstraint.builder().expression("x == y").build())
          .volumes(Volume.builder().name("scratch").build())
          .enableFaultInjection(true)
          .containerDefinitions(
              ContainerDefinition.builder()
                  .name("app")
                  .image("registry/shop:1.0.0")
                  .environment(KeyValuePair.builder().name("MODE").value("dev").build())
                  .logConfiguration(LogConfiguration.builder().logDriver("awslogs").build())
                  .build(),
              ContainerDefinition.builder().name("envoy").image("envoy:1").build())
          .build();

  @Test
  void flawA8_flawL4_everyFieldOfTheLiveDefinitionIsKept() {
    var copy = following();

    for (SdkField<?> field : fieldsOf(copy)) {
      LIVE.sdkFields().stream()
          .filter(same -> same.locationName().equals(field.locationName()))
          .filter(same -> !same.locationName().equals("containerDefinitions"))
          .forEach(
              same ->
                  assertThat(field.getValueOrDefault(copy))
                      .as(field.locationName())
                      .isNotNull()
                      .isEqualTo(same.getValueOrDefault(LIVE)));
    }
  }

  @Test
  void flawL4_everyFieldThatCanBeRegisteredIsKept() {
    var readable = LIVE.sdkFields().stream().map(SdkField::locationName).toList();

    assertThat(fieldsOf(following()))
        .extracting(SdkField::locationName)
        .filteredOn(name -> !Set.of("tags", "inferenceAccelerators").contains(name))
        .isSubsetOf(readable);
  }

  @Test
  void flawA8_onlyTheImageOfTheOneContainerChanges() {
    assertThat(following().containerDefinitions())
        .containsExactly(
            LIVE.containerDefinitions().get(0).toBuilder().image(IMAGE).build(),
            LIVE.containerDefinitions().get(1));
  }

  @Test
  void tagsAreKeptExceptThoseOfAwsAndTheMarkOfTheReleaseBefore() {
    assertThat(following().tags())
        .extracting(Tag::key, Tag::value)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("team", "cats"),
            org.assertj.core.groups.Tuple.tuple("slipway:release", "new"));
  }

  private static RegisterTaskDefinitionRequest following() {
    var described =
        DescribeTaskDefinitionResponse.builder()
            .taskDefinition(LIVE)
            .tags(
                tag("team", "cats"),
                tag("aws:cloudformation:stack-name", "slipway-shop-dev"),
                tag("slipway:release", "old"))
            .build();
    var said = Json.mapper().createObjectNode();
    said.putArray("ContainerDefinitions").addObject().put("Name", "app").put("Image", IMAGE);
    return TaskDefinitions.following(described, new Rendered(said, said), "new");
  }

  private static java.util.List<SdkField<?>> fieldsOf(RegisterTaskDefinitionRequest request) {
    return request.sdkFields();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
