package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** How many tasks more or fewer, by how far a metric is over its threshold. */
public record StepAdjustment(
    @Key(
            says = "above the threshold by at least",
            aws =
                "ScalingPolicy.StepScalingPolicyConfiguration.StepAdjustments.MetricIntervalLowerBound")
        Optional<Double> lowerBound,
    @Key(
            says = "above the threshold by less than",
            aws =
                "ScalingPolicy.StepScalingPolicyConfiguration.StepAdjustments.MetricIntervalUpperBound")
        Optional<Double> upperBound,
    @Key(
            says = "tasks or percent, negative for fewer",
            min = -10000,
            max = 10000,
            aws = "ScalingPolicy.StepScalingPolicyConfiguration.StepAdjustments.ScalingAdjustment")
        int adjustment) {}
