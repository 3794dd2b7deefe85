package io.slipway.spec.canaryfile;

import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** How many tasks there are. */
record AutoScaling(
    @Key(says = "the fewest", min = 1, max = 1000, aws = "ScalableTarget.MinCapacity")
        int minCapacity,
    @Key(says = "the most", min = 1, max = 1000, aws = "ScalableTarget.MaxCapacity")
        int maxCapacity,
    @Key(
            says = "left out: the service-linked role",
            pattern = Words.ROLE,
            expects = Words.ROLE_SAYS,
            aws = "ScalableTarget.RoleARN")
        Optional<String> roleArn,
    @Key(
            says = "none: CPU is held at 60 percent",
            byDefault = "[]",
            most = 10,
            aws = "ScalingPolicy")
        List<ScalingPolicy> autoScalingPolicies,
    @Key(
            says = "the same as auto_scaling_policies",
            byDefault = "[]",
            most = 10,
            aws = "ScalingPolicy")
        List<ScalingPolicy> policies) {}
