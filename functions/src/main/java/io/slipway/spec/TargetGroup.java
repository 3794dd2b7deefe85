package io.slipway.spec;

import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.PerColour;
import java.util.Map;
import java.util.Optional;

/** What a load balancer sends requests to: a port of a container. */
public record TargetGroup(
    @Key(
            says = "its name",
            byDefault = "\"default\"",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "Service.LoadBalancers.ContainerName")
        String container,
    @Key(
            says = "one of its ports",
            min = 1,
            max = 65535,
            aws = "Service.LoadBalancers.ContainerPort")
        int containerPort,
    @Key(says = "left out: the container's", min = 1, max = 65535, aws = "TargetGroup.Port")
        Optional<PerColour> port,
    @Key(says = "HTTP or HTTPS", byDefault = "\"HTTP\"", aws = "TargetGroup.Protocol")
        WebProtocol protocol,
    @Key(says = "how a target is found healthy", byDefault = "{}", aws = "TargetGroup.HealthCheck…")
        TargetHealth healthCheck,
    @Key(
            says = "such as deregistration_delay.timeout_seconds",
            byDefault = "{}",
            keys = "[a-z0-9_.]{1,256}",
            aws = "TargetGroup.TargetGroupAttributes")
        Map<String, String> attributes) {}
