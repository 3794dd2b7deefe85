package io.slipway.local.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.aws.SdkJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
class ServiceCallsTest {

  private final Scene scene = new Scene().live();

  @Test
  void aServiceThatIsNotThereIsMissingToDescribeAndNotFoundToUpdate() {
    var ecs = scene.account.ecs();

    assertThat(ecs.describeServices(r -> r.cluster(Scene.CLUSTER).services("ghost")).failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo("MISSING"));
    assertThatThrownBy(() -> ecs.updateService(r -> r.cluster(Scene.CLUSTER).service("ghost")))
        .isInstanceOf(ServiceNotFoundException.class)
        .satisfies(
            e ->
                assertThat(((AwsServiceException) e).awsErrorDetails().errorCode())
                    .isEqualTo("ServiceNotFoundException"));
    assertThatThrownBy(() -> ecs.describeServices(r -> r.cluster("ghost").services("x")))
        .isInstanceOf(ClusterNotFoundException.class);
  }

  @Test
  void aDeletedServiceCannotBeUpdatedButItsNameCanBeUsedAgain() {
    var ecs = scene.account.ecs();
    scene.scale("prod1", 0);
    scene.settle();
    ecs.deleteService(r -> r.cluster(Scene.CLUSTER).service("shop-prod1"));

    assertThat(scene.service("prod1").status()).isEqualTo("INACTIVE");
    assertThatThrownBy(() -> ecs.updateService(r -> r.cluster(Scene.CLUSTER).service("shop-prod1")))
        .isInstanceOf(ServiceNotActiveException.class);
    scene.service("prod1", "1.0.0", 1);
    assertThat(scene.service("prod1").status()).isEqualTo("ACTIVE");
  }

  @Test
  void moreThanTenServicesAreTooManyToDescribe() {
    assertThatThrownBy(
            () ->
                scene
                    .account
                    .ecs()
                    .describeServices(
                        r ->
                            r.cluster(Scene.CLUSTER)
                                .services(
                                    List.of(
                                        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"))))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void aServiceNeedsATargetGroupThatARuleRefersTo() {
    scene.group("spare");

    assertThatThrownBy(() -> scene.service("spare", "1.0.0", 1))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("does not have an associated load balancer");
  }

  @Test
  void aTaskDefinitionKeepsAllThatWasRegistered() {
    var ecs = scene.account.ecs();
    var request =
        RegisterTaskDefinitionRequest.builder()
            .family("whole")
            .cpu("256")
            .memory("512")
            .networkMode("awsvpc")
            .requiresCompatibilitiesWithStrings("FARGATE")
            .taskRoleArn("arn:aws:iam::123456789012:role/task")
            .executionRoleArn("arn:aws:iam::123456789012:role/execution")
            .runtimePlatform(p -> p.cpuArchitecture("ARM64").operatingSystemFamily("LINUX"))
            .volumes(v -> v.name("scratch"))
            .ephemeralStorage(e -> e.sizeInGiB(30))
            .containerDefinitions(
                c ->
                    c.name("app")
                        .image("public.ecr.aws/nginx/nginx:1")
                        .environment(e -> e.name("A").value("b"))
                        .secrets(s -> s.name("S").valueFrom("arn:aws:ssm:::parameter/x"))
                        .mountPoints(m -> m.sourceVolume("scratch").containerPath("/tmp"))
                        .ulimits(u -> u.name("nofile").softLimit(1024).hardLimit(4096))
                        .stopTimeout(90)
                        .dockerLabels(Map.of("k", "v")))
            .tags(t -> t.key("slipway:application").value("shop"))
            .build();

    ecs.registerTaskDefinition(request);

    var told =
        ecs.describeTaskDefinition(
            r -> r.taskDefinition("whole").include(TaskDefinitionField.TAGS));
    var expected = SdkJson.write(request);
    expected.remove("tags");
    var actual = SdkJson.write(told.taskDefinition());
    expected
        .properties()
        .forEach(member -> assertThat(actual.get(member.getKey())).isEqualTo(member.getValue()));
    assertThat(told.taskDefinition().revision()).isEqualTo(1);
    assertThat(told.tags()).extracting(Tag::value).containsExactly("shop");
  }

  @Test
  void revisionsAreListedDeregisteredAndDeleted() {
    var ecs = scene.account.ecs();
    for (int i = 0; i < 4; i++) {
      scene.definition("many", "1.0.0");
    }
    ecs.deregisterTaskDefinition(r -> r.taskDefinition("shop-many:2"));

    assertThat(
            ecs
                .listTaskDefinitionsPaginator(r -> r.familyPrefix("shop-many").maxResults(2))
                .taskDefinitionArns()
                .stream()
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1)))
        .containsExactly("1", "3", "4");
    assertThat(
            ecs.listTaskDefinitions(
                    r -> r.familyPrefix("shop-many").status(TaskDefinitionStatus.INACTIVE))
                .taskDefinitionArns())
        .hasSize(1);
    assertThatThrownBy(
            () ->
                ecs.updateService(
                    r ->
                        r.cluster(Scene.CLUSTER)
                            .service("shop-prod1")
                            .taskDefinition("shop-many:2")))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("inactive");

    var deleted = ecs.deleteTaskDefinitions(r -> r.taskDefinitions("shop-many:2", "shop-many:3"));

    assertThat(deleted.taskDefinitions())
        .singleElement()
        .satisfies(
            definition ->
                assertThat(definition.status()).isEqualTo(TaskDefinitionStatus.DELETE_IN_PROGRESS));
    assertThat(deleted.failures()).hasSize(1);
    assertThat(scene.definition("many", "1.0.0")).endsWith("shop-many:5");
  }

  @Test
  void tasksAreListedInPages() {
    scene.scale("prod1", 5);
    scene.settle();

    var pages =
        scene
            .account
            .ecs()
            .listTasksPaginator(
                r -> r.cluster(Scene.CLUSTER).serviceName("shop-prod1").maxResults(2));

    assertThat(pages.stream()).hasSize(3);
    assertThat(pages.taskArns().stream()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void aServiceAboveZeroIsOnlyDeletedByForce() {
    assertThatThrownBy(
            () ->
                scene
                    .account
                    .ecs()
                    .deleteService(r -> r.cluster(Scene.CLUSTER).service("shop-prod1")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("The service cannot be stopped while it is scaled above 0.");
  }

  @Test
  void aCallThatIsNotModelledFailsLoudly() {
    assertThatThrownBy(() -> scene.account.ecs().createTaskSet(r -> r.service("shop-prod1")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
