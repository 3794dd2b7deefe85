package io.slipway.spec.canaryfile;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** How many tasks more or fewer. */
record AdjustmentSection(
    @Key(
            says = "above the threshold by at least",
            aws =
                "ScalingPolicy.StepScalingPolicyConfiguration.StepAdjustments.MetricIntervalLowerBound")
        Optional<Double> metricIntervalLowerBound,
    @Key(
            says = "above the threshold by less than",
            aws =
                "ScalingPolicy.StepScalingPolicyConfiguration.StepAdjustments.MetricIntervalUpperBound")
        Optional<Double> metricIntervalUpperBound,
    @Key(
            says = "tasks or percent, negative for fewer",
            min = -10000,
            max = 10000,
            aws = "ScalingPolicy.StepScalingPolicyConfiguration.StepAdjustments.ScalingAdjustment")
        int scalingAdjustment) {}
