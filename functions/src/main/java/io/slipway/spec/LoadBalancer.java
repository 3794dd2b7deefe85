package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;

/** Which load balancer a service is behind, and who reaches it. */
public record LoadBalancer(
    @Key(says = "its own, or that of the cluster", byDefault = "false", aws = "LoadBalancer")
        boolean own,
    @Key(says = "reached from the network only", byDefault = "false", aws = "LoadBalancer.Scheme")
        boolean internal,
    @Key(
            says = "who reaches it; none: everybody who may reach the load balancer",
            byDefault = "[]",
            pattern = Words.CIDR,
            expects = Words.CIDR_SAYS,
            aws = "SecurityGroup.SecurityGroupIngress")
        List<String> restrictAccessTo,
    @Key(
            says = "what production answers to; none, and elsewhere: the environment's name",
            byDefault = "[]",
            most = 5,
            pattern = Words.HOST,
            expects = Words.HOST_SAYS,
            aws = "ListenerRule.Conditions.HostHeaderConfig.Values")
        List<String> hostnames) {}
