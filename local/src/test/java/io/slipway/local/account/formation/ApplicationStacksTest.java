package io.slipway.local.account.formation;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Environment;
import io.slipway.local.account.Invariants;
import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.spec.SpecificationForm;
import io.slipway.spec.render.Site;
import io.slipway.spec.render.StackTemplates;
import io.slipway.spec.render.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** The stacks of an application, from the templates that go to AWS. */
final class ApplicationStacksTest {

  private final Bench bench = new Bench();

  @Test
  void theImagesOfAnApplicationComeAndGo() {
    var id = bench.create(bench.shipped("images", "MyShop"));

    assertThat(bench.stack(id).stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(bench.outputs(id))
        .isEqualTo(
            Map.of(
                "RepositoryUri", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/myshop",
                "RepositoryArn", "arn:aws:ecr:eu-central-1:123456789012:repository/myshop"));
    var repository = bench.account.ecr().describeRepositories().repositories().getFirst();
    assertThat(repository.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
    assertThat(repository.imageScanningConfiguration().scanOnPush()).isTrue();

    assertThat(bench.delete(id)).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void anEnvironmentIsReadyForItsFirstDeployAndRunsNothing() {
    var id = bench.create(bench.shipped("environment", "shop"));

    assertThat(bench.story(id)).last().asString().endsWith("CREATE_COMPLETE");
    var outputs = bench.outputs(id);
    assertThat(outputs)
        .containsEntry("ServiceName", "shop-training")
        .containsEntry("ClusterName", Bench.CLUSTER)
        .containsEntry("Url", "https://shop-training.example.com")
        .containsEntry("LogGroup", "/slipway/shop/training")
        .containsEntry("ContainerName", "app")
        .containsEntry("TopicArn", "arn:aws:sns:eu-central-1:123456789012:slipway-shop-training")
        .containsEntry(
            "TaskDefinitionArn",
            "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-training:1");
    assertThat(outputs.get("TargetGroupArn")).contains(":targetgroup/shop-train/");
    var service = service("shop-training");
    assertThat(service.desiredCount()).isZero();
    assertThat(service.runningCount()).isZero();
    bench.timeline.runFor(Duration.ofHours(1));
    assertThat(service("shop-training").runningCount()).isZero();
  }

  /** A19: with minimum 0 or maximum 100, every deploy is an outage. */
  @Test
  void flawA19ADeployNeverTakesTasksAwayBeforeNewOnesServe() {
    bench.create(bench.shipped("environment", "shop"));

    var service = service("shop-training");
    assertThat(service.deploymentConfiguration().minimumHealthyPercent()).isEqualTo(100);
    assertThat(service.deploymentConfiguration().maximumPercent()).isEqualTo(200);
    assertThat(service.deploymentConfiguration().deploymentCircuitBreaker().enable()).isTrue();
    assertThat(service.deploymentConfiguration().deploymentCircuitBreaker().rollback()).isTrue();
    assertThat(service.healthCheckGracePeriodSeconds()).isEqualTo(60);
    assertThat(service.propagateTags()).isEqualTo(PropagateTags.SERVICE);
    assertThat(service.enableECSManagedTags()).isTrue();
    assertThat(service.networkConfiguration().awsvpcConfiguration().assignPublicIpAsString())
        .isEqualTo("DISABLED");
  }

  /** A20: the containers of the ancestor ran with the deployer's role. */
  @Test
  void flawA20AContainerRunsWithARoleThatMayNothing() {
    var id = bench.create(bench.shipped("environment", "shop"));

    var definition =
        bench
            .account
            .ecs()
            .describeTaskDefinition(
                request ->
                    request.taskDefinition("shop-training").include(TaskDefinitionField.TAGS));
    assertThat(definition.taskDefinition().taskRoleArn())
        .startsWith("arn:aws:iam::123456789012:role/slipway/")
        .isNotEqualTo(definition.taskDefinition().executionRoleArn());
    assertThat(definition.tags()).anyMatch(tag -> tag.key().equals("slipway:application"));
    var roles = bench.kept.list("AWS::IAM::Role");
    var taskRole =
        roles.stream()
            .filter(role -> definition.taskDefinition().taskRoleArn().endsWith(role.physicalId()))
            .findFirst()
            .orElseThrow();
    assertThat(taskRole.properties().has("ManagedPolicyArns")).isFalse();
    assertThat(taskRole.properties().has("Policies")).isFalse();
    assertThat(taskRole.properties().has("PermissionsBoundary")).isTrue();
    assertThat(roles).hasSize(2).allMatch(role -> role.physicalId().length() <= 64);
    assertThat(bench.delete(id)).isEqualTo(StackStatus.DELETE_COMPLETE);
  }

  @Test
  void productionHasTwoSlotsInBothRulesWithMirroredWeights() {
    var id = bench.create(bench.shipped("production", "shop"));

    assertThat(bench.stack(id).stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    var outputs = bench.outputs(id);
    var prod1 = outputs.get("Prod1TargetGroup");
    var prod2 = outputs.get("Prod2TargetGroup");
    assertThat(weights(outputs.get("ProductionRuleArn"))).isEqualTo(Map.of(prod1, 100, prod2, 0));
    assertThat(weights(outputs.get("PreviewRuleArn"))).isEqualTo(Map.of(prod1, 0, prod2, 100));
    assertThat(outputs)
        .containsEntry("Prod1Service", "shop-prod1")
        .containsEntry("Prod2Service", "shop-prod2")
        .containsEntry("ProductionUrl", "https://shop-prod.example.com")
        .containsEntry("PreviewUrl", "https://shop-prod-blue.example.com");
    assertThat(service("shop-prod1").desiredCount()).isZero();
    assertThat(service("shop-prod2").desiredCount()).isZero();
    assertThat(bench.kept.list("AWS::Route53::RecordSet")).hasSize(2);
  }

  @Test
  void theMinimumOfScalingDoesNotWakeAServiceThatWasNeverDeployedTo() {
    bench.create(bench.shipped("environment", "shop"));

    var target =
        bench
            .account
            .scaling()
            .describeScalableTargets(request -> request.serviceNamespace("ecs"))
            .scalableTargets()
            .getFirst();
    assertThat(target.resourceId()).isEqualTo("service/nonproduction/shop-training");
    assertThat(target.minCapacity()).isZero();
    assertThat(target.maxCapacity()).isEqualTo(2);
  }

  @Test
  void deletingEverythingLeavesNothingEvenWhileTasksRun() {
    var ids =
        Bench.TEMPLATES.stream().map(name -> bench.create(bench.shipped(name, "shop"))).toList();
    bench
        .account
        .ecs()
        .updateService(
            request -> request.cluster(Bench.CLUSTER).service("shop-training").desiredCount(2));
    bench.timeline.runFor(ofMinutes(5));

    ids.forEach(id -> assertThat(bench.delete(id)).isEqualTo(StackStatus.DELETE_COMPLETE));

    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void withoutZoneMailAndScalingThereIsNoRecordSubscriptionAndTarget() {
    var site = bench.site();
    var same = new SpecificationForm.Range(2, 2);
    var form =
        new SpecificationForm(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new SpecificationForm.Tasks(Optional.of(same), Optional.of(same))));
    var name = new ApplicationName("shop");
    var rendered =
        StackTemplates.services(
            new Subject(name, "shop", ""),
            ApplicationStack.of(name, Environment.TRAINING),
            form.read(),
            new Site(
                site.cluster(),
                site.vpc(),
                site.subnets(),
                site.balancerSubnets(),
                site.securityGroup(),
                false,
                site.balancer(),
                Map.of(),
                true,
                site.certificate(),
                Map.of(),
                site.zoneName(),
                Optional.empty(),
                site.image(),
                site.boundary(),
                List.of(),
                Map.of()));
    var id = bench.create(bench.shipped("environment", rendered, Bench.values("environment")));

    assertThat(bench.stack(id).stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(
            bench
                .formation
                .describeStackResources(request -> request.stackName(id))
                .stackResources())
        .extracting(resource -> resource.logicalResourceId())
        .doesNotContain("Record", "Subscription", "ScalableTarget", "ScalingPolicy")
        .contains("Service", "Topic");
  }

  /** A copy of a stack's task definition must leave out the tags that AWS has put on it. */
  @Test
  void tagsOfAwsItselfCannotBeCopied() {
    bench.create(bench.shipped("environment", "shop"));
    var definition =
        bench
            .account
            .ecs()
            .describeTaskDefinition(
                request ->
                    request.taskDefinition("shop-training").include(TaskDefinitionField.TAGS));
    assertThat(definition.tags())
        .anyMatch(tag -> tag.key().equals("aws:cloudformation:stack-name"));

    assertThatThrownBy(
            () ->
                bench
                    .account
                    .ecs()
                    .registerTaskDefinition(
                        request ->
                            request
                                .family("shop-training")
                                .memory("512")
                                .containerDefinitions(
                                    definition.taskDefinition().containerDefinitions())
                                .tags(definition.tags())))
        .hasMessageContaining("aws: prefixed tag key names are not allowed");
  }

  @Test
  void nothingOfAStackIsAnOrphanToTheAccount() {
    bench.create(bench.shipped("production", "shop"));

    assertThat(Invariants.check(bench.account, Optional.of(Set.of("slipway-shop-production"))))
        .isEmpty();
    assertThat(Invariants.check(bench.account, Optional.of(Set.of()))).isNotEmpty();
  }

  @Test
  void imagesAreNotLostWithTheirStack() {
    var id = bench.create(bench.shipped("images", "shop"));
    bench.account.images().publish("shop", "1.0.0", ImageBehaviour.HEALTHY);

    assertThat(bench.delete(id)).isEqualTo(StackStatus.DELETE_FAILED);

    assertThat(bench.stack(id).stackStatusReason())
        .isEqualTo("The following resource(s) failed to delete: [Repository]. ");
    assertThat(bench.story(id)).anyMatch(told -> told.contains("still contains images"));
    assertThat(bench.account.ecr().describeRepositories().repositories()).hasSize(1);
  }

  private Service service(String name) {
    return bench
        .account
        .ecs()
        .describeServices(request -> request.cluster(Bench.CLUSTER).services(name))
        .services()
        .getFirst();
  }

  private Map<String, Integer> weights(String ruleArn) {
    return bench
        .account
        .loadBalancers()
        .describeRules(request -> request.ruleArns(ruleArn))
        .rules()
        .getFirst()
        .actions()
        .getFirst()
        .forwardConfig()
        .targetGroups()
        .stream()
        .collect(Collectors.toMap(TargetGroupTuple::targetGroupArn, TargetGroupTuple::weight));
  }
}
