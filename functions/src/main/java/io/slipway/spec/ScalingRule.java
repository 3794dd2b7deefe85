package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** A policy of scaling: one of two kinds. */
public record ScalingRule(
    @Key(
            says = "of the policy",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "ScalingPolicy.PolicyName")
        String name,
    @Key(
            says = "holds a metric at a value",
            aws = "ScalingPolicy.TargetTrackingScalingPolicyConfiguration")
        Optional<TargetTracking> targetTracking,
    @Key(says = "in steps, started by alarms", aws = "ScalingPolicy.StepScalingPolicyConfiguration")
        Optional<StepScaling> steps) {}
