package io.slipway.spec.canaryfile;

import io.slipway.spec.StepScaling;
import io.slipway.spec.shape.Key;
import java.util.List;

/** Scaling in steps. */
record StepSection(
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
        StepScaling.Aggregation metricAggregationType,
    @Key(
            says = "by how far the metric is over",
            fewest = 1,
            most = 20,
            aws = "ScalingPolicy.StepScalingPolicyConfiguration.StepAdjustments")
        List<AdjustmentSection> stepAdjustments) {}
