package io.slipway.spec.canaryfile;

import io.slipway.spec.WebProtocol;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.PerColour;
import io.slipway.spec.shape.Scalar;
import java.util.Optional;

/** How a target is found healthy. */
record HealthSection(
    @Key(says = "what is asked for", byDefault = "\"/\"", aws = "TargetGroup.HealthCheckPath")
        String path,
    @Key(
            says = "answers that are well",
            byDefault = "\"200\"",
            aws = "TargetGroup.Matcher.HttpCode")
        Scalar matcher,
    @Key(
            says = "between checks",
            byDefault = "30",
            min = 5,
            max = 300,
            aws = "TargetGroup.HealthCheckIntervalSeconds")
        int intervalSeconds,
    @Key(
            says = "a check may take",
            byDefault = "5",
            min = 2,
            max = 120,
            aws = "TargetGroup.HealthCheckTimeoutSeconds")
        int timeoutSeconds,
    @Key(
            says = "good answers in a row",
            byDefault = "5",
            min = 2,
            max = 10,
            aws = "TargetGroup.HealthyThresholdCount")
        int healthyThresholdCount,
    @Key(
            says = "bad answers in a row",
            byDefault = "2",
            min = 2,
            max = 10,
            aws = "TargetGroup.UnhealthyThresholdCount")
        int unhealthyThresholdCount,
    @Key(says = "HTTP or HTTPS", byDefault = "\"HTTP\"", aws = "TargetGroup.HealthCheckProtocol")
        WebProtocol protocol,
    @Key(
            says = "left out: the port of traffic",
            min = 1,
            max = 65535,
            aws = "TargetGroup.HealthCheckPort")
        Optional<PerColour> port) {}
