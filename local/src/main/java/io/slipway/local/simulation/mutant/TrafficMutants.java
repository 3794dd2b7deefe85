package io.slipway.local.simulation.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.Capacity;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.SlotSize;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.store.Operations;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Bugs of how traffic moves between the two slots of production. */
final class TrafficMutants {

  private static final String HEALTH = "describeTargetHealth";
  private static final Set<String> MOVING =
      Set.of("CheckSlot", "ShiftTraffic", "JudgeStep", "SwapRoles");
  private static final List<String> SHIFTS = List.of("canary-shift", "swap");

  private TrafficMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Planted(
            12,
            "weights 90 and 20",
            "the weights of a share do not sum to 100",
            Set.of("T1"),
            () -> new Change().call("modifyRule", Set.of("ShiftTraffic"), TrafficMutants::tooMuch)),
        new Planted(
            13,
            "scaled down before the traffic is back",
            "a recovery takes the candidate's tasks away while it has weight",
            Set.of("T2", "T3", "T6"),
            () ->
                new Change()
                    .machine(
                        "recover",
                        definition ->
                            Asl.redirect(
                                definition, "WhatIsToBePutBack?", "RestoreTraffic", "RestoreSlots"))
                    .handler("RestoreSlots", TrafficMutants::scaledDownFirst)),
        new Planted(
            14,
            "scaled down right after the weights were changed",
            "nobody waits until the balancer's nodes use the new weights and requests are done",
            Set.of("T3"),
            () ->
                new Change().call("describeTargetGroupAttributes", TrafficMutants::drainedLongAgo)),
        new Planted(
            15,
            "targets nobody has found healthy count as healthy",
            "traffic goes to tasks that have just started",
            Set.of("T2"),
            () ->
                new Change()
                    .call(HEALTH, MOVING, seenAs(TargetHealthStateEnum.INITIAL))
                    .handler("ScaleSlot", TrafficMutants::lookedAtAtOnce)),
        new Planted(
            16,
            "one healthy task is enough",
            "a share goes to a slot that has one healthy task, whatever else it needs",
            Set.of("T2"),
            () ->
                new Change()
                    .call(HEALTH, MOVING, TrafficMutants::healthyOnly)
                    .handler("ScaleSlot", TrafficMutants::oneTask)),
        new Planted(
            36,
            "an abort with nothing moved scales live to 0",
            "a recovery that finds no traffic to move takes the tasks of the live slot away",
            Set.of("R1", "R5", "T2", "T3", "T6"),
            () -> new Change().handler("RestoreSlots", TrafficMutants::liveToNothing)),
        new Planted(
            43,
            "drift is overwritten",
            "weights that somebody has changed by hand are replaced without a word",
            Set.of("V3", "T4"),
            () -> new Change().handler("JudgeStep", TrafficMutants::overwritten)),
        new Planted(
            105,
            "the bake is skipped",
            "each share is watched for a second, whatever the strategy says",
            Set.of("G1"),
            TrafficMutants::noBake),
        new Planted(
            106,
            "alarms are ignored",
            "a shift goes on while an alarm that watches it is in ALARM",
            Set.of("G1"),
            () -> new Change().call("describeAlarms", TrafficMutants::allOk).never("AlarmRaised")),
        new Planted(
            131,
            "a sick share is judged well",
            "every share that was watched goes on to the next",
            Set.of("G1", "R6", "T2"),
            () -> new Change().handler("JudgeStep", TrafficMutants::advance)));
  }

  /** Ten more for every group of a share. */
  private static Object tooMuch(HandlerCall call) throws Throwable {
    var request = call.request(ModifyRuleRequest.class);
    var actions = request.actions().stream().map(TrafficMutants::heavier).toList();
    return call.go(request.toBuilder().actions(actions).build());
  }

  private static Action heavier(Action action) {
    if (action.forwardConfig() == null) {
      return action;
    }
    var groups =
        action.forwardConfig().targetGroups().stream()
            .map(
                group ->
                    group.weight() == 0
                        ? group
                        : group.toBuilder().weight(group.weight() + 10).build())
            .toList();
    return action.toBuilder()
        .forwardConfig(action.forwardConfig().toBuilder().targetGroups(groups).build())
        .build();
  }

  private static ShiftPlan plan(Platform platform, JsonNode input) {
    return ShiftPlan.of(new Operations(platform).get(input.at("/operation/operationId").asText()));
  }

  private static JsonNode scaledDownFirst(Platform platform, JsonNode input, Around.Shipped shipped)
      throws IOException {
    var plan = plan(platform, input);
    new Capacity(platform).set(plan.to().address(), new SlotSize(1, plan.to().size().range()));
    return shipped.handle(input);
  }

  private static Object drainedLongAgo(HandlerCall call) throws Throwable {
    return call.go(DescribeTargetGroupAttributesResponse.class).toBuilder()
        .attributes(
            TargetGroupAttribute.builder()
                .key("deregistration_delay.timeout_seconds")
                .value("-86400")
                .build())
        .build();
  }

  /** Shows targets of a state as healthy ones. */
  private static Bend seenAs(TargetHealthStateEnum state) {
    return call -> {
      var answer = call.go(DescribeTargetHealthResponse.class);
      var seen =
          answer.targetHealthDescriptions().stream()
              .map(target -> target.targetHealth().state() == state ? healthy(target) : target)
              .toList();
      return answer.toBuilder().targetHealthDescriptions(seen).build();
    };
  }

  private static TargetHealthDescription healthy(TargetHealthDescription target) {
    return target.toBuilder()
        .targetHealth(health -> health.state(TargetHealthStateEnum.HEALTHY))
        .build();
  }

  private static Object healthyOnly(HandlerCall call) throws Throwable {
    var answer = call.go(DescribeTargetHealthResponse.class);
    var healthy =
        answer.targetHealthDescriptions().stream()
            .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
            .toList();
    return answer.toBuilder().targetHealthDescriptions(healthy).build();
  }

  private static JsonNode oneTask(Platform platform, JsonNode input, Around.Shipped shipped)
      throws IOException {
    var answer = (ObjectNode) shipped.handle(input);
    return answer.put("tasks", 1).set("notBefore", answer.get("since"));
  }

  private static JsonNode lookedAtAtOnce(Platform platform, JsonNode input, Around.Shipped shipped)
      throws IOException {
    var answer = (ObjectNode) shipped.handle(input);
    return answer.set("notBefore", answer.get("since"));
  }

  private static JsonNode liveToNothing(Platform platform, JsonNode input, Around.Shipped shipped)
      throws IOException {
    var plan = plan(platform, input);
    var answer = shipped.handle(input);
    new Capacity(platform).set(plan.from().address(), new SlotSize(0, plan.from().size().range()));
    return answer;
  }

  /** Whoever judges a share sets its weights once more first, whatever they have become. */
  private static JsonNode overwritten(Platform platform, JsonNode input, Around.Shipped shipped)
      throws IOException {
    var plan = plan(platform, input);
    var router = new TrafficRouters(platform).of(plan.customersRoute());
    var found = router.weights();
    var wanted = plan.customers(plan.during(input.path("step").asInt()));
    if (!found.equals(wanted)) {
      var unused = router.shift(found, wanted);
    }
    return shipped.handle(input);
  }

  private static Change noBake() {
    var change = new Change();
    SHIFTS.forEach(
        machine ->
            change.machine(
                machine, definition -> Asl.state(definition, "Bake").put("TimeoutSeconds", 1)));
    return change;
  }

  private static Object allOk(HandlerCall call) throws Throwable {
    var answer = call.go(DescribeAlarmsResponse.class);
    return answer.toBuilder()
        .metricAlarms(answer.metricAlarms().stream().map(TrafficMutants::ok).toList())
        .build();
  }

  private static MetricAlarm ok(MetricAlarm alarm) {
    return alarm.toBuilder().stateValue(StateValue.OK).build();
  }

  private static JsonNode advance(Platform platform, JsonNode input, Around.Shipped shipped)
      throws IOException {
    var answer = (ObjectNode) shipped.handle(input);
    return answer.path("verdict").asText().equals("ROLL_BACK")
        ? answer.put("verdict", "ADVANCE")
        : answer;
  }
}
