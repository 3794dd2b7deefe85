package io.slipway.local.account;

import static java.time.Duration.ofSeconds;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.AccountEvent;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.local.data.Changes;
import io.slipway.local.data.Durable;
import io.slipway.local.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/**
 * A small world to tell stories in: one cluster, one load balancer, the application {@code shop}
 * with the slots prod1 (live) and prod2.
 */
@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
public final class Scene {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final String CLUSTER = "production";
  static final String REPOSITORY = "shop";
  public static final String HOST = "shop-prod.example.com";

  public final VirtualTimeline timeline = new VirtualTimeline(START);
  public final Account account;
  final List<AccountEvent> events = new ArrayList<>();
  public final String listenerArn;
  public final Map<String, String> groups = new LinkedHashMap<>();
  public String ruleArn;
  int ticks;

  Scene() {
    this(7, Changes.FORGOTTEN, Duration.ZERO);
  }

  public Scene(long seed, Changes changes, Duration weightPropagation) {
    account =
        new Account(
            new AccountSettings("123456789012", "eu-central-1", weightPropagation),
            timeline,
            new SplittableRandom(seed),
            changes);
    account.listen(events::add);
    account.ecs().createCluster(r -> r.clusterName(CLUSTER));
    account
        .ecr()
        .createRepository(r -> r.repositoryName(REPOSITORY).imageTagMutability("IMMUTABLE"));
    var balancer =
        account.loadBalancers().createLoadBalancer(r -> r.name("production")).loadBalancers();
    listenerArn =
        account
            .loadBalancers()
            .createListener(
                r ->
                    r.loadBalancerArn(balancer.getFirst().loadBalancerArn())
                        .port(80)
                        .protocol("HTTP")
                        .defaultActions(
                            a ->
                                a.type("fixed-response")
                                    .fixedResponseConfig(f -> f.statusCode("404"))))
            .listeners()
            .getFirst()
            .listenerArn();
  }

  /** Takes over the state of another scene, in an account of its own, at the same time. */
  static Scene restored(Scene other) {
    Map<String, JsonNode> saved = new LinkedHashMap<>();
    for (Durable part : other.account.parts()) {
      saved.put(part.name(), part.save());
    }
    var scene = new Scene(99, Changes.FORGOTTEN, Duration.ZERO);
    scene.timeline.runFor(Duration.between(START, other.timeline.clock().instant()));
    scene.account.restore(saved);
    scene.groups.putAll(other.groups);
    scene.ruleArn = other.ruleArn;
    return scene;
  }

  /** Both slots, with their groups in the host's rule at 100 and 0; 2 tasks of 1.0.0 in prod1. */
  public Scene live() {
    image("1.0.0", ImageBehaviour.HEALTHY);
    group("prod1");
    group("prod2");
    rule(100, 0);
    service("prod1", "1.0.0", 2);
    service("prod2", "1.0.0", 0);
    settle();
    return this;
  }

  public void image(String tag, ImageBehaviour behaviour) {
    account.images().publish(REPOSITORY, tag, behaviour);
  }

  String group(String slot) {
    var arn =
        account
            .loadBalancers()
            .createTargetGroup(
                r ->
                    r.name("shop-" + slot)
                        .protocol("HTTP")
                        .port(8080)
                        .vpcId("vpc-1")
                        .targetType("ip")
                        .healthCheckPath("/health")
                        .healthCheckIntervalSeconds(30)
                        .healthCheckTimeoutSeconds(5)
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(3))
            .targetGroups()
            .getFirst()
            .targetGroupArn();
    account
        .loadBalancers()
        .modifyTargetGroupAttributes(
            r ->
                r.targetGroupArn(arn)
                    .attributes(a -> a.key("deregistration_delay.timeout_seconds").value("30")));
    groups.put(slot, arn);
    return arn;
  }

  void rule(int prod1, int prod2) {
    ruleArn =
        account
            .loadBalancers()
            .createRule(
                r ->
                    r.listenerArn(listenerArn)
                        .priority(10)
                        .conditions(
                            c -> c.field("host-header").hostHeaderConfig(h -> h.values(HOST)))
                        .tags(t -> t.key("slipway:application").value("shop"))
                        .actions(
                            a ->
                                a.type("forward")
                                    .forwardConfig(f -> f.targetGroups(split(prod1, prod2)))))
            .rules()
            .getFirst()
            .ruleArn();
  }

  public void weights(int prod1, int prod2) {
    account
        .loadBalancers()
        .modifyRule(
            r ->
                r.ruleArn(ruleArn)
                    .actions(
                        a ->
                            a.type("forward")
                                .forwardConfig(f -> f.targetGroups(split(prod1, prod2)))));
  }

  private List<TargetGroupTuple> split(int prod1, int prod2) {
    return List.of(
        TargetGroupTuple.builder().targetGroupArn(groups.get("prod1")).weight(prod1).build(),
        TargetGroupTuple.builder().targetGroupArn(groups.get("prod2")).weight(prod2).build());
  }

  String definition(String slot, String tag) {
    return account
        .ecs()
        .registerTaskDefinition(
            r ->
                r.family("shop-" + slot)
                    .cpu("256")
                    .memory("512")
                    .networkMode("awsvpc")
                    .requiresCompatibilitiesWithStrings("FARGATE")
                    .containerDefinitions(
                        c ->
                            c.name("app")
                                .essential(true)
                                .image(uri(tag))
                                .portMappings(p -> p.containerPort(8080))))
        .taskDefinition()
        .taskDefinitionArn();
  }

  static String uri(String tag) {
    return "123456789012.dkr.ecr.eu-central-1.amazonaws.com/" + REPOSITORY + ":" + tag;
  }

  void service(String slot, String tag, int desired) {
    var definition = definition(slot, tag);
    account
        .ecs()
        .createService(
            r ->
                r.cluster(CLUSTER)
                    .serviceName("shop-" + slot)
                    .taskDefinition(definition)
                    .desiredCount(desired)
                    .launchType("FARGATE")
                    .healthCheckGracePeriodSeconds(60)
                    .deploymentConfiguration(
                        d ->
                            d.minimumHealthyPercent(100)
                                .maximumPercent(200)
                                .deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))
                    .loadBalancers(
                        l ->
                            l.targetGroupArn(groups.get(slot))
                                .containerName("app")
                                .containerPort(8080)));
  }

  public void deploy(String slot, String tag) {
    var definition = definition(slot, tag);
    account
        .ecs()
        .updateService(r -> r.cluster(CLUSTER).service("shop-" + slot).taskDefinition(definition));
  }

  public void scale(String slot, int desired) {
    account
        .ecs()
        .updateService(r -> r.cluster(CLUSTER).service("shop-" + slot).desiredCount(desired));
  }

  Service service(String slot) {
    return account
        .ecs()
        .describeServices(r -> r.cluster(CLUSTER).services("shop-" + slot))
        .services()
        .getFirst();
  }

  Deployment primary(String slot) {
    return service(slot).deployments().getFirst();
  }

  String rollout(String slot) {
    return primary(slot).rolloutStateAsString();
  }

  public boolean completed(String slot) {
    return rollout(slot).equals("COMPLETED");
  }

  public List<Task> tasks(String slot, DesiredStatus status) {
    var arns =
        account
            .ecs()
            .listTasks(r -> r.cluster(CLUSTER).serviceName("shop-" + slot).desiredStatus(status))
            .taskArns();
    return arns.isEmpty()
        ? List.of()
        : account.ecs().describeTasks(r -> r.cluster(CLUSTER).tasks(arns)).tasks();
  }

  public List<TargetHealthDescription> targets(String slot) {
    return account
        .loadBalancers()
        .describeTargetHealth(r -> r.targetGroupArn(groups.get(slot)))
        .targetHealthDescriptions();
  }

  public long healthy(String slot) {
    return targets(slot).stream()
        .filter(target -> target.targetHealth().stateAsString().equals("healthy"))
        .count();
  }

  /** Messages of the service's events, newest first. */
  List<String> messages(String slot) {
    return service(slot).events().stream().map(event -> event.message()).toList();
  }

  public void run(long seconds) {
    timeline.runFor(ofSeconds(seconds));
  }

  /** Runs until nothing is going to happen by itself. */
  public void settle() {
    timeline.runUntilIdle(Duration.ofHours(2));
  }
}
