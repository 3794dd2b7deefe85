package io.slipway.spec;

import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.PerColour;
import java.util.Optional;

/** How a load balancer finds a target healthy. */
public record TargetHealth(
    @Key(
            says = "what it asks for",
            byDefault = "\"/health\"",
            pattern = Words.PATH,
            expects = Words.PATH_SAYS,
            longest = 1024,
            aws = "TargetGroup.HealthCheckPath")
        String path,
    @Key(
            says = "answers that are well",
            byDefault = "\"200\"",
            pattern = "\\d{3}(?:[,-]\\d{3})*",
            expects = "status codes such as 200, 200-399 or 200,204",
            aws = "TargetGroup.Matcher.HttpCode")
        String matcher,
    @Key(
            says = "seconds between checks",
            byDefault = "30",
            min = 5,
            max = 300,
            aws = "TargetGroup.HealthCheckIntervalSeconds")
        int interval,
    @Key(
            says = "seconds a check may take",
            byDefault = "5",
            min = 2,
            max = 120,
            aws = "TargetGroup.HealthCheckTimeoutSeconds")
        int timeout,
    @Key(
            says = "good answers in a row",
            byDefault = "2",
            min = 2,
            max = 10,
            aws = "TargetGroup.HealthyThresholdCount")
        int healthyThreshold,
    @Key(
            says = "bad answers in a row",
            byDefault = "3",
            min = 2,
            max = 10,
            aws = "TargetGroup.UnhealthyThresholdCount")
        int unhealthyThreshold,
    @Key(says = "HTTP or HTTPS", byDefault = "\"HTTP\"", aws = "TargetGroup.HealthCheckProtocol")
        WebProtocol protocol,
    @Key(
            says = "left out: the port of traffic",
            min = 1,
            max = 65535,
            aws = "TargetGroup.HealthCheckPort")
        Optional<PerColour> port) {}
