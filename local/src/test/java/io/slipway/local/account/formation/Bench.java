package io.slipway.local.account.formation;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Environment;
import io.slipway.local.account.Account;
import io.slipway.local.account.formation.types.ApplicationResources;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.account.storage.SimulatedS3;
import io.slipway.local.data.Changes;
import io.slipway.local.time.VirtualTimeline;
import io.slipway.spec.Specification;
import io.slipway.spec.SpecificationForm;
import io.slipway.spec.render.Balancer;
import io.slipway.spec.render.RenderedTemplate;
import io.slipway.spec.render.Site;
import io.slipway.spec.render.StackTemplates;
import io.slipway.spec.render.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/** A simulated account with a cluster and a listener, in which tests make stacks. */
final class Bench {

  static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  static final String CLUSTER = "nonproduction";
  static final List<String> TEMPLATES = List.of("images", "environment", "production");

  final VirtualTimeline timeline = new VirtualTimeline(START);
  final Account account;
  final SimulatedS3 s3;
  final KeptResources kept;
  final SimulatedCloudFormation formation;
  final String listenerArn;

  Bench() {
    account =
        new Account(
            AccountSettings.DEFAULT,
            timeline,
            RandomGeneratorFactory.of("L64X128MixRandom").create(7),
            Changes.FORGOTTEN);
    var kernel = account.kernel();
    s3 = new SimulatedS3(kernel);
    kept = new KeptResources(kernel);
    formation =
        new SimulatedCloudFormation(
            kernel,
            s3,
            ApplicationResources.types(
                kernel,
                account.ecs(),
                account.loadBalancers(),
                account.ecr(),
                account.sns(),
                account.scaling(),
                account.cloudWatch(),
                kept));
    account.ecs().createCluster(request -> request.clusterName(CLUSTER));
    var balancer =
        account
            .loadBalancers()
            .createLoadBalancer(request -> request.name("slipway").subnets("subnet-1", "subnet-2"))
            .loadBalancers()
            .getFirst();
    listenerArn =
        account
            .loadBalancers()
            .createListener(
                request ->
                    request
                        .loadBalancerArn(balancer.loadBalancerArn())
                        .protocol("HTTP")
                        .port(80)
                        .defaultActions(
                            Action.builder()
                                .type(ActionTypeEnum.FIXED_RESPONSE)
                                .fixedResponseConfig(fixed -> fixed.statusCode("404"))
                                .build()))
            .listeners()
            .getFirst()
            .listenerArn();
    s3.createBucket(request -> request.bucket("slipway-templates"));
  }

  /** What Slipway renders for an application with nothing special. */
  RenderedTemplate rendered(String template, String application) {
    return rendered(template, application, SpecificationForm.empty().read(), site());
  }

  static RenderedTemplate rendered(
      String template, String application, Specification specification, Site site) {
    var name = new ApplicationName(application);
    var subject = new Subject(name, application.toLowerCase(Locale.ROOT), "team@example.com");
    return switch (template) {
      case "images" -> StackTemplates.images(subject);
      case "environment" ->
          StackTemplates.services(
              subject, ApplicationStack.of(name, Environment.TRAINING), specification, site);
      default ->
          StackTemplates.services(
              subject, ApplicationStack.of(name, Environment.PROD), specification, site);
    };
  }

  /** The installation, as the account has it. */
  Site site() {
    return new Site(
        CLUSTER,
        "vpc-0a1b2c3d",
        List.of("subnet-0a1b2c3d", "subnet-4e5f6a7b"),
        List.of("subnet-1a1b2c3d", "subnet-5e5f6a7b"),
        "sg-0a1b2c3d",
        false,
        new Balancer(listenerArn, "slipway-1.eu-central-1.elb.amazonaws.com", "Z215JYRZR1TBD5"),
        Map.of(),
        true,
        Optional.of("arn:aws:acm:eu-central-1:123456789012:certificate/0a1b"),
        Map.of(),
        "example.com",
        Optional.of("Z0123456789ABC"),
        "public.ecr.aws/nginx/nginx:stable",
        Optional.of("arn:aws:iam::123456789012:policy/slipway-control/boundary"),
        List.of(),
        Map.of());
  }

  /** A call that creates a stack as Slipway does. */
  CreateStackRequest.Builder shipped(String template, String application) {
    return shipped(template, rendered(template, application), values(template));
  }

  /** A call that creates a stack from a template in S3. */
  CreateStackRequest.Builder shipped(
      String template, RenderedTemplate rendered, Map<String, String> parameters) {
    s3.putObject(
        request -> request.bucket("slipway-templates").key("v1/" + template + ".json"),
        RequestBody.fromString(rendered.text()));
    return CreateStackRequest.builder()
        .stackName("slipway-shop-" + template)
        .templateURL(
            "https://slipway-templates.s3.eu-central-1.amazonaws.com/v1/" + template + ".json")
        .capabilities(Capability.CAPABILITY_IAM)
        .onFailure(OnFailure.ROLLBACK)
        .tags(Tag.builder().key("slipway:application").value("shop").build())
        .parameters(parameters(parameters));
  }

  /** The priorities of its rules. */
  static Map<String, String> values(String template) {
    return switch (template) {
      case "images" -> new TreeMap<>();
      case "environment" -> new TreeMap<>(Map.of("RulePriority", "10"));
      default -> new TreeMap<>(Map.of("ProductionPriority", "20", "PreviewPriority", "21"));
    };
  }

  /** A call that creates a stack from the template's text. */
  static CreateStackRequest.Builder written(String template) {
    return CreateStackRequest.builder().stackName("written").templateBody(template);
  }

  static List<Parameter> parameters(Map<String, String> values) {
    List<Parameter> parameters = new ArrayList<>();
    values.forEach(
        (key, value) ->
            parameters.add(Parameter.builder().parameterKey(key).parameterValue(value).build()));
    return parameters;
  }

  /** Creates the stack and waits until it is at rest; gives its id. */
  String create(CreateStackRequest.Builder request) {
    var id = formation.createStack(request.build()).stackId();
    settle(id);
    return id;
  }

  void settle(String stackId) {
    assertThat(
            timeline.runUntil(
                () -> !stack(stackId).stackStatusAsString().endsWith("_IN_PROGRESS"), ofHours(1)))
        .as("the stack comes to rest")
        .isTrue();
  }

  StackStatus delete(String stackId) {
    formation.deleteStack(request -> request.stackName(stackId));
    settle(stackId);
    return stack(stackId).stackStatus();
  }

  Stack stack(String nameOrId) {
    return formation.describeStacks(request -> request.stackName(nameOrId)).stacks().getFirst();
  }

  Map<String, String> outputs(String stackId) {
    return stack(stackId).outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  /** The stack's events as {@code LOGICALID STATUS REASON}, oldest first, without the progress. */
  List<String> story(String stackId) {
    return formation
        .describeStackEvents(request -> request.stackName(stackId))
        .stackEvents()
        .reversed()
        .stream()
        .filter(event -> !event.resourceStatusAsString().endsWith("_IN_PROGRESS"))
        .map(Bench::told)
        .toList();
  }

  private static String told(StackEvent event) {
    var reason = event.resourceStatusReason() == null ? "" : " " + event.resourceStatusReason();
    return event.logicalResourceId() + " " + event.resourceStatusAsString() + reason;
  }

  /** Everything that stacks can leave behind, by ARN, name or id. */
  List<String> leftovers() {
    List<String> left = new ArrayList<>();
    kept.all().forEach(resource -> left.add(resource.physicalId()));
    left.addAll(account.ecs().listServices(request -> request.cluster(CLUSTER)).serviceArns());
    left.addAll(account.ecs().listTaskDefinitions().taskDefinitionArns());
    account
        .loadBalancers()
        .describeTargetGroups(request -> {})
        .targetGroups()
        .forEach(group -> left.add(group.targetGroupArn()));
    account
        .loadBalancers()
        .describeRules(request -> request.listenerArn(listenerArn))
        .rules()
        .forEach(
            rule -> {
              if (!rule.isDefault()) {
                left.add(rule.ruleArn());
              }
            });
    account
        .ecr()
        .describeRepositories()
        .repositories()
        .forEach(repository -> left.add(repository.repositoryArn()));
    account
        .scaling()
        .describeScalableTargets(request -> request.serviceNamespace("ecs"))
        .scalableTargets()
        .forEach(target -> left.add(target.resourceId()));
    return left;
  }
}
