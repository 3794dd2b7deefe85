package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** Scaling that holds a metric at a value. */
public record TargetTracking(
    @Key(
            says = "what is held",
            aws =
                "ScalingPolicy.TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification")
        TargetTracking.Metric metric,
    @Key(
            says = "percent, or requests a minute for every task",
            min = 1,
            max = 1000000,
            aws = "ScalingPolicy.TargetTrackingScalingPolicyConfiguration.TargetValue")
        double target,
    @Key(
            says = "seconds after fewer tasks",
            byDefault = "300",
            min = 0,
            max = 86400,
            aws = "ScalingPolicy.TargetTrackingScalingPolicyConfiguration.ScaleInCooldown")
        int scaleInCooldown,
    @Key(
            says = "seconds after more tasks",
            byDefault = "60",
            min = 0,
            max = 86400,
            aws = "ScalingPolicy.TargetTrackingScalingPolicyConfiguration.ScaleOutCooldown")
        int scaleOutCooldown) {

  /** What is held at a value. */
  public enum Metric {
    ECSServiceAverageCPUUtilization,
    ECSServiceAverageMemoryUtilization,
    ALBRequestCountPerTarget
  }
}
