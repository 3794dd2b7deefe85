package io.slipway.local.simulation.run;

import io.slipway.domain.ApplicationName;
import io.slipway.local.account.Caller;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.invariant.Effect;
import io.slipway.local.simulation.invariant.Invariant;
import io.slipway.local.simulation.invariant.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * Things done to the world of one rule by hand, as handlers with a bug would do them; the rule is
 * told of each, and what it finds is kept.
 */
final class Deeds {

  static final String APPLICATION = "Cats";
  static final String ONE = "01operation1";
  static final String TWO = "01operation2";

  final World world;
  private final Invariant rule;
  private final List<String> found = new ArrayList<>();
  private long calls;
  private boolean rested;

  Deeds(World world, String rule) {
    this.world = world;
    this.rule =
        Rules.fresh().stream().filter(one -> one.id().equals(rule)).findFirst().orElseThrow();
  }

  /** What the rule has found so far, and finds now and then in the end. */
  List<String> found() {
    if (!rested) {
      rest();
    }
    found.addAll(rule.ofHistory(world));
    return found;
  }

  /** The rule looks at the world at rest. */
  Deeds rest() {
    rested = true;
    found.addAll(rule.atRest(world));
    return this;
  }

  private Deeds done(String service, String operation, String id, SdkRequest request) {
    return done(service, operation, id, "SomeFunction", request);
  }

  Deeds done(String service, String operation, String id, String function, SdkRequest request) {
    found.addAll(
        rule.afterEffect(
            world,
            new Effect(
                ++calls,
                world.now(),
                service,
                operation,
                new Caller(function, id),
                request,
                true)));
    return this;
  }

  /** As a call of AWS that has changed something for an operation. */
  Deeds told(String id, SdkRequest request) {
    return done("aws", request.getClass().getSimpleName(), id, request);
  }

  Deeds put(String setting, Map<String, AttributeValue> row, String condition) {
    var request =
        PutItemRequest.builder()
            .tableName(world.platform().settings().get(setting))
            .item(row)
            .conditionExpression(condition)
            .build();
    tables().putItem(request.toBuilder().conditionExpression(null).build());
    return done("dynamodb", "PutItem", ONE, request);
  }

  DynamoDbClient tables() {
    return world.platform().dynamoDb();
  }

  Deeds lock(String id, long fence) {
    var row = key("APPLICATION#" + new ApplicationName(APPLICATION).key(), "LOCK#production");
    if (id != null) {
      row.put("LockedBy", AttributeValue.fromS(id));
    }
    row.put("Fence", AttributeValue.fromN(Long.toString(fence)));
    return put("OPERATIONS_TABLE", row, null);
  }

  /** A row of an operation on production. */
  Deeds operation(String id, String kind, String state, long fence, String plan) {
    var row = key("OPERATION#" + id, "OPERATION");
    row.put("ApplicationName", AttributeValue.fromS(APPLICATION));
    row.put("Kind", AttributeValue.fromS(kind));
    row.put("OperationState", AttributeValue.fromS(state));
    row.put("Fence", AttributeValue.fromN(Long.toString(fence)));
    row.put("Locks", AttributeValue.fromS("[\"PRODUCTION\"]"));
    row.put("Plan", AttributeValue.fromS(plan));
    row.put("Request", AttributeValue.fromS("{}"));
    row.put("StartedBy", AttributeValue.fromS("somebody"));
    row.put("StartedAt", AttributeValue.fromS(world.now().toString()));
    row.put("Message", AttributeValue.fromS("by hand"));
    return put("OPERATIONS_TABLE", row, null);
  }

  /** A shift of traffic with a step of 10 that has its lock and has said what it is about. */
  Deeds shift(String id, long fence) {
    return lock(id, fence)
        .operation(id, "canary-shift", "RUNNING", fence, "{\"weight\": 10}")
        .event(id, "STARTED")
        .event(id, "ShiftTraffic 10 % RUNNING");
  }

  /** It ends in {@code state}. */
  Deeds end(String id, String state, long fence) {
    return event(id, state)
        .lock(null, fence)
        .operation(id, "canary-shift", state, fence, "{\"weight\": 10}");
  }

  Deeds event(String id, String what) {
    return event(id, what, "attribute_not_exists(ResourceName)");
  }

  Deeds event(String id, String what, String condition) {
    var row = new HashMap<String, AttributeValue>();
    row.put("ResourceName", AttributeValue.fromS(APPLICATION));
    row.put("Time", AttributeValue.fromS(world.now() + "#" + calls));
    row.put("OperationId", AttributeValue.fromS(id));
    row.put("Event", AttributeValue.fromS(what));
    row.put("Message", AttributeValue.fromS("by hand"));
    return put("EVENTS_TABLE", row, condition);
  }

  static Map<String, AttributeValue> key(String partition, String sort) {
    var key = new HashMap<String, AttributeValue>();
    key.put("PK", AttributeValue.fromS(partition));
    key.put("SK", AttributeValue.fromS(sort));
    return key;
  }

  /** The rule of the customers' host. */
  Rule customers() {
    return world.account().loadBalancers().rules().stream()
        .filter(
            one ->
                one.conditions().stream()
                    .flatMap(condition -> condition.values().stream())
                    .anyMatch(host -> host.toLowerCase(Locale.ROOT).startsWith("cats-prod.")))
        .findFirst()
        .orElseThrow();
  }

  /** The weights of the groups of the customers' host, in the order of the rule. */
  Deeds weigh(String id, int... weights) {
    var groups = customers().actions().getFirst().forwardConfig().targetGroups();
    var tuples = new ArrayList<TargetGroupTuple>();
    for (int i = 0; i < weights.length; i++) {
      var group = i < groups.size() ? groups.get(i).targetGroupArn() : otherGroup(i);
      tuples.add(TargetGroupTuple.builder().targetGroupArn(group).weight(weights[i]).build());
    }
    var request =
        ModifyRuleRequest.builder()
            .ruleArn(customers().ruleArn())
            .actions(
                Action.builder()
                    .type(ActionTypeEnum.FORWARD)
                    .forwardConfig(config -> config.targetGroups(tuples))
                    .build())
            .build();
    world.slipway().clients().get(ElasticLoadBalancingV2Client.class).modifyRule(request);
    return id == null ? this : told(id, request);
  }

  private String otherGroup(int index) {
    return world.account().loadBalancers().arns().stream()
        .filter(arn -> arn.contains("targetgroup/Cats-dev"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no group " + index));
  }

  Service service(String name) {
    return world.account().ecs().services().stream()
        .filter(one -> one.serviceName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Deeds update(String id, String name, Integer desired, String taskDefinition) {
    var service = service(name);
    var request =
        UpdateServiceRequest.builder()
            .cluster(service.clusterArn())
            .service(name)
            .desiredCount(desired)
            .taskDefinition(taskDefinition)
            .build();
    world.slipway().clients().get(EcsClient.class).updateService(request);
    return id == null ? this : told(id, request);
  }

  /** Registers another revision of a family, like its latest. */
  String register(String family, String mark) {
    var ecs = world.slipway().clients().get(EcsClient.class);
    var latest = ecs.describeTaskDefinition(d -> d.taskDefinition(family)).taskDefinition();
    return ecs.registerTaskDefinition(
            request ->
                request
                    .family(family)
                    .networkMode(latest.networkMode())
                    .requiresCompatibilities(latest.requiresCompatibilities())
                    .cpu(latest.cpu())
                    .memory(latest.memory())
                    .executionRoleArn(latest.executionRoleArn())
                    .containerDefinitions(latest.containerDefinitions())
                    .tags(Tag.builder().key("slipway:release").value(mark).build()))
        .taskDefinition()
        .taskDefinitionArn();
  }

  Deeds pass(Duration time) {
    world.timeline().runFor(time);
    return this;
  }
}
