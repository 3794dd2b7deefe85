package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;

/** Scaling in steps, started by alarms. */
public record StepScaling(
    @Key(
            says = "what the numbers mean",
            byDefault = "\"ChangeInCapacity\"",
            aws = "ScalingPolicy.StepScalingPolicyConfiguration.AdjustmentType")
        StepScaling.Adjustment adjustmentType,
    @Key(
            says = "seconds until the next step",
            byDefault = "300",
            min = 0,
            max = 86400,
            aws = "ScalingPolicy.StepScalingPolicyConfiguration.Cooldown")
        int cooldown,
    @Key(
            says = "of the metric",
            byDefault = "\"Average\"",
            aws = "ScalingPolicy.StepScalingPolicyConfiguration.MetricAggregationType")
        StepScaling.Aggregation aggregation,
    @Key(
            says = "by how far the metric is over",
            fewest = 1,
            most = 20,
            aws = "ScalingPolicy.StepScalingPolicyConfiguration.StepAdjustments")
        List<StepAdjustment> steps,
    @Key(says = "that start it", fewest = 1, most = 10, aws = "Alarm") List<MetricAlarm> alarms) {

  /** What the numbers mean. */
  public enum Adjustment {
    ChangeInCapacity,
    PercentChangeInCapacity,
    ExactCapacity
  }

  /** How the metric is summed up. */
  public enum Aggregation {
    Average,
    Minimum,
    Maximum
  }
}
