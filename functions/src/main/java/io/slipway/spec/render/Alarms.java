package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.spec.AlarmSwitches;
import io.slipway.spec.LaunchType;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.List;

/** Renders what somebody is told about: alarms of the services and of their load balancers. */
final class Alarms {

  private static final String ECS = "AWS/ECS";
  private static final String BALANCING = "AWS/ApplicationELB";
  private static final int MINUTE = 60;
  private static final int NEARLY_ALL = 90;

  private Alarms() {}

  /** Those of a service at one place. */
  static void render(Berth berth) {
    var wanted = berth.service().alarms();
    if (!wanted.enabled()) {
      return;
    }
    if (wanted.cpuPercent() > 0) {
      over(berth, "CpuAlarm", "CPUUtilization", wanted.cpuPercent());
    }
    if (wanted.memoryPercent() > 0) {
      over(berth, "MemoryAlarm", "MemoryUtilization", memoryPercent(berth, wanted));
    }
    if (wanted.noRunningTasks()) {
      // ECS developer guide, "Service RUNNING task count": each running task gives one sample.
      alarm(
          berth,
          berth.id("NoTasksAlarm"),
          metric(ECS, "CPUUtilization", "SampleCount", dimensions(berth, ECS))
              .put("AlarmDescription", "No task of " + berth.name() + " is running")
              .put("EvaluationPeriods", 2)
              .put("Threshold", 1)
              .put("ComparisonOperator", "LessThanThreshold")
              .put("TreatMissingData", "breaching"));
    }
    if (wanted.unhealthyHosts()) {
      for (var group : Balancers.groups(berth.part())) {
        var id = TargetGroups.id(berth, group);
        alarm(
            berth,
            id + "UnhealthyAlarm",
            atLeast(
                metric(
                    BALANCING, "UnHealthyHostCount", "Maximum", List.of(balancer(berth), of(id))),
                "A target of " + berth.name() + " is unhealthy",
                1,
                3));
      }
    }
  }

  /** Those of a load balancer, once for the places that are behind the same one. */
  static void renderBalancer(Part part) {
    var wanted = part.service().alarms();
    if (!wanted.enabled() || !Balancers.isReached(part)) {
      return;
    }
    var berths = part.frame().isWeighedByDns() ? part.berths() : List.of(part.berths().getFirst());
    for (var berth : berths) {
      var prefix = part.frame().isWeighedByDns() ? Frame.prefix(berth.place()) : "";
      if (wanted.rejectedConnections()) {
        alarm(
            berth,
            prefix + part.id("RejectedAlarm"),
            atLeast(
                metric(BALANCING, "RejectedConnectionCount", "Sum", List.of(balancer(berth))),
                "The load balancer turns clients away",
                1,
                1));
      }
      if (wanted.serverErrors() > 0) {
        alarm(
            berth,
            prefix + part.id("ServerErrorsAlarm"),
            atLeast(
                metric(BALANCING, "HTTPCode_ELB_5XX_Count", "Sum", List.of(balancer(berth))),
                "The load balancer itself answers 5xx",
                wanted.serverErrors(),
                1));
      }
    }
  }

  /** A task on Fargate never uses more than all of its memory: an alarm above is never set off. */
  private static int memoryPercent(Berth berth, AlarmSwitches wanted) {
    return berth.service().placement().launchType() == LaunchType.FARGATE
        ? Math.min(wanted.memoryPercent(), NEARLY_ALL)
        : wanted.memoryPercent();
  }

  private static void over(Berth berth, String id, String name, int percent) {
    alarm(
        berth,
        berth.id(id),
        metric(ECS, name, "Average", dimensions(berth, ECS))
            .put("AlarmDescription", name + " of " + berth.name() + " is high")
            .put("EvaluationPeriods", 3)
            .put("Threshold", percent)
            .put("ComparisonOperator", "GreaterThanThreshold")
            .put("TreatMissingData", "notBreaching"));
  }

  private static Tree atLeast(Tree metric, String says, int threshold, int periods) {
    return metric
        .put("AlarmDescription", says)
        .put("EvaluationPeriods", periods)
        .put("Threshold", threshold)
        .put("ComparisonOperator", "GreaterThanOrEqualToThreshold")
        .put("TreatMissingData", "notBreaching");
  }

  private static Tree metric(
      String namespace, String name, String statistic, List<Tree> dimensions) {
    return new Tree()
        .put("Namespace", namespace)
        .put("MetricName", name)
        .put("Statistic", statistic)
        .put("Period", MINUTE)
        .list("Dimensions", dimensions, one -> one);
  }

  private static void alarm(Berth berth, String id, Tree properties) {
    var topic = List.of(Topics.arn(berth.frame()));
    berth
        .template()
        .resource(
            id,
            "AWS::CloudWatch::Alarm",
            properties.put("AlarmActions", topic).put("OKActions", topic));
  }

  /** What tells the metrics of one service from those of others; none for any other namespace. */
  static List<Tree> dimensions(Berth berth, String namespace) {
    var dimensions = new ArrayList<Tree>();
    if (namespace.equals(ECS)) {
      dimensions.add(dimension("ClusterName", Template.text(berth.frame().cluster())));
      dimensions.add(dimension("ServiceName", Template.attribute(berth.id("Service"), "Name")));
    } else if (namespace.equals(BALANCING) && Balancers.isReached(berth.part())) {
      dimensions.add(balancer(berth));
      dimensions.add(of(TargetGroups.id(berth, Balancers.groups(berth.part()).getFirst())));
    }
    return dimensions;
  }

  private static Tree balancer(Berth berth) {
    return dimension("LoadBalancer", Balancers.fullName(berth));
  }

  private static Tree of(String targetGroup) {
    return dimension("TargetGroup", Template.attribute(targetGroup, "TargetGroupFullName"));
  }

  private static Tree dimension(String name, JsonNode value) {
    return new Tree().put("Name", name).put("Value", value);
  }
}
