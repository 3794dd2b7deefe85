package io.slipway.spec.rules;

import io.slipway.spec.Scaling;
import io.slipway.spec.ScalingRule;
import io.slipway.spec.SchedulingStrategy;
import io.slipway.spec.Service;
import io.slipway.spec.StepScaling;
import io.slipway.spec.TargetTracking;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;

/** What Application Auto Scaling takes. */
final class ScalingRules {

  private ScalingRules() {}

  static void check(Service service, String path, Said problems) {
    Scaling scaling = service.scaling();
    scaling
        .role()
        .filter(arn -> !arn.contains(TaskRules.PATH))
        .ifPresent(
            arn ->
                problems.add(
                    path + ".role", "Slipway may hand over roles under the path /slipway/ only"));
    var names = new Once(problems);
    for (int i = 0; i < scaling.rules().size(); i++) {
      var place = Paths.item(path + ".rules", i);
      var rule = scaling.rules().get(i);
      names.add(rule.name(), place + ".name");
      kind(rule, place, problems);
      rule.targetTracking()
          .filter(tracking -> tracking.metric() == TargetTracking.Metric.ALBRequestCountPerTarget)
          .filter(tracking -> service.targetGroups().isEmpty())
          .ifPresent(
              tracking ->
                  problems.add(
                      place + ".targetTracking.metric",
                      "needs a target group, whose requests are counted"));
      rule.steps().ifPresent(steps -> steps(steps, place + ".steps", problems));
    }
    if (service.placement().schedulingStrategy() == SchedulingStrategy.DAEMON
        && !scaling.rules().isEmpty()) {
      problems.add(path + ".rules", "a DAEMON has one task on every instance and does not scale");
    }
  }

  private static void kind(ScalingRule rule, String path, Said problems) {
    if (rule.targetTracking().isPresent() == rule.steps().isPresent()) {
      problems.add(path, "one of targetTracking and steps is expected");
    }
  }

  private static void steps(StepScaling scaling, String path, Said problems) {
    for (int i = 0; i < scaling.steps().size(); i++) {
      var step = scaling.steps().get(i);
      var place = Paths.item(path + ".steps", i);
      if (step.lowerBound().isEmpty() && step.upperBound().isEmpty()) {
        problems.add(place, "a lower or an upper bound is required");
      }
      if (step.lowerBound().isPresent()
          && step.upperBound().filter(upper -> upper <= step.lowerBound().get()).isPresent()) {
        problems.add(
            place + ".upperBound",
            "more than the lower bound, "
                + step.lowerBound().get()
                + ", is expected, but got "
                + step.upperBound().get());
      }
    }
    for (int i = 0; i < scaling.alarms().size(); i++) {
      int period = scaling.alarms().get(i).period();
      if (period != 10 && period != 30 && period % 60 != 0) {
        problems.add(
            Paths.item(path + ".alarms", i) + ".period",
            "10, 30 or a multiple of 60 is allowed, but got " + period);
      }
    }
  }
}
