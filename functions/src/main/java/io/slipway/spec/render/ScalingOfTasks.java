package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.slipway.spec.MetricAlarm;
import io.slipway.spec.ScalingRule;
import io.slipway.spec.SchedulingStrategy;
import io.slipway.spec.StepScaling;
import io.slipway.spec.TargetTracking;
import io.slipway.spec.TaskRange;
import io.slipway.spec.shape.Tree;
import java.util.List;
import java.util.Optional;

/**
 * Renders autoscaling. The least number of tasks is a parameter: deploys, slots that become idle
 * and people move it, and 0 keeps a service at rest to which nothing has been deployed.
 */
final class ScalingOfTasks {

  private static final ScalingRule USUAL =
      new ScalingRule(
          "cpu",
          Optional.of(
              new TargetTracking(
                  TargetTracking.Metric.ECSServiceAverageCPUUtilization, 60, 300, 60)),
          Optional.empty());

  private ScalingOfTasks() {}

  /** The parameter with the least number of tasks of a place. */
  static String parameter(Berth berth) {
    return "MinCapacityOf" + berth.id("ScalableTarget");
  }

  static boolean scales(Berth berth) {
    var range = range(berth);
    return berth.service().placement().schedulingStrategy() == SchedulingStrategy.REPLICA
        && range.min() < range.max();
  }

  static TaskRange range(Berth berth) {
    var scaling = berth.service().scaling();
    return berth.frame().isProduction() ? scaling.production() : scaling.nonProduction();
  }

  static void render(Berth berth) {
    if (!scales(berth)) {
      return;
    }
    var least =
        berth
            .template()
            .number(
                parameter(berth),
                "The least number of tasks; 0 before the first deploy",
                0,
                TaskRange.MOST,
                0);
    berth
        .template()
        .resource(
            berth.id("ScalableTarget"),
            "AWS::ApplicationAutoScaling::ScalableTarget",
            new Tree()
                .put("ServiceNamespace", "ecs")
                .put("ScalableDimension", "ecs:service:DesiredCount")
                .put(
                    "ResourceId",
                    Template.joined(
                        Template.text("service/" + berth.frame().cluster() + "/"),
                        Template.attribute(berth.id("Service"), "Name")))
                .put("MinCapacity", least)
                .put("MaxCapacity", most(berth))
                .put("RoleARN", berth.service().scaling().role()));
    var rules = berth.service().scaling().rules();
    for (var rule : rules.isEmpty() ? List.of(USUAL) : rules) {
      policy(berth, rule, rules.isEmpty() ? "" : "Of" + ServiceNames.key(rule.name()));
    }
  }

  /**
   * In a slot of production, a service that no customer reaches works where its least number is
   * more than 0, and otherwise rests: no metric may wake it there.
   */
  private static JsonNode most(Berth berth) {
    var most = IntNode.valueOf(range(berth).max());
    if (berth.part().isPrimary() || !berth.place().isSlot()) {
      return most;
    }
    var rests = "RestsBy" + parameter(berth);
    berth.template().condition(rests, parameter(berth), "0");
    return Template.either(rests, IntNode.valueOf(0), most);
  }

  private static void policy(Berth berth, ScalingRule rule, String suffix) {
    var id = berth.id("ScalingPolicy") + suffix;
    var properties =
        new Tree()
            .put("PolicyName", rule.name())
            .put("PolicyType", rule.steps().isPresent() ? "StepScaling" : "TargetTrackingScaling")
            .put("ScalingTargetId", Template.ref(berth.id("ScalableTarget")));
    rule.targetTracking()
        .ifPresent(
            tracking ->
                properties.put(
                    "TargetTrackingScalingPolicyConfiguration", tracking(berth, tracking)));
    rule.steps().ifPresent(steps -> properties.put("StepScalingPolicyConfiguration", steps(steps)));
    berth.template().resource(id, "AWS::ApplicationAutoScaling::ScalingPolicy", properties);
    rule.steps().ifPresent(steps -> alarms(berth, id, steps.alarms()));
  }

  private static Tree tracking(Berth berth, TargetTracking tracking) {
    var metric = new Tree().put("PredefinedMetricType", tracking.metric());
    if (tracking.metric() == TargetTracking.Metric.ALBRequestCountPerTarget) {
      metric.put("ResourceLabel", label(berth));
    }
    return new Tree()
        .put("TargetValue", tracking.target())
        .put("ScaleInCooldown", tracking.scaleInCooldown())
        .put("ScaleOutCooldown", tracking.scaleOutCooldown())
        .put("PredefinedMetricSpecification", metric);
  }

  /** Source: API reference of Application Auto Scaling, PredefinedMetricSpecification. */
  private static JsonNode label(Berth berth) {
    return Template.joined(
        Balancers.fullName(berth),
        Template.text("/"),
        Template.attribute(
            TargetGroups.id(berth, berth.service().targetGroups().getFirst()),
            "TargetGroupFullName"));
  }

  private static Tree steps(StepScaling scaling) {
    return new Tree()
        .put("AdjustmentType", scaling.adjustmentType())
        .put("Cooldown", scaling.cooldown())
        .put("MetricAggregationType", scaling.aggregation())
        .list(
            "StepAdjustments",
            scaling.steps(),
            step ->
                new Tree()
                    .put("MetricIntervalLowerBound", step.lowerBound())
                    .put("MetricIntervalUpperBound", step.upperBound())
                    .put("ScalingAdjustment", step.adjustment()));
  }

  private static void alarms(Berth berth, String policy, List<MetricAlarm> alarms) {
    for (int i = 0; i < alarms.size(); i++) {
      var alarm = alarms.get(i);
      var properties =
          new Tree()
              .put("AlarmDescription", alarm.description())
              .put("Namespace", alarm.namespace())
              .put("MetricName", alarm.metric())
              .put("Statistic", alarm.statistic())
              .put("Period", alarm.period())
              .put("EvaluationPeriods", alarm.evaluationPeriods())
              .put("Threshold", alarm.threshold())
              .put("ComparisonOperator", alarm.comparison())
              .put("AlarmActions", List.of(Template.ref(policy)));
      var dimensions = Alarms.dimensions(berth, alarm.namespace());
      if (!dimensions.isEmpty()) {
        properties.list("Dimensions", dimensions, one -> one);
      }
      berth.template().resource(policy + "Alarm" + (i + 1), "AWS::CloudWatch::Alarm", properties);
    }
  }
}
