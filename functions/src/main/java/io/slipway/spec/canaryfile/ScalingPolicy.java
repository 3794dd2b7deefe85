package io.slipway.spec.canaryfile;

import io.slipway.spec.TargetTracking;
import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** A policy of scaling. */
record ScalingPolicy(
    @Key(
            says = "its name",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "ScalingPolicy.PolicyName")
        String policyName,
    @Key(says = "its kind", byDefault = "\"StepScaling\"", aws = "ScalingPolicy.PolicyType")
        ScalingPolicy.Kind policyType,
    @Key(says = "for StepScaling", aws = "ScalingPolicy.StepScalingPolicyConfiguration")
        Optional<StepSection> stepScalingPolicyConfiguration,
    @Key(says = "that start it, for StepScaling", byDefault = "[]", most = 10, aws = "Alarm")
        List<AlarmSection> cloudwatchAlarms,
    @Key(
            says = "for TargetTrackingScaling",
            aws = "ScalingPolicy.TargetTrackingScalingPolicyConfiguration")
        Optional<TargetTracking> targetTracking) {

  /** The kinds that Application Auto Scaling has for ECS. */
  enum Kind {
    StepScaling,
    TargetTrackingScaling
  }
}
