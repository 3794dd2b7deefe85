package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;

/** A port of the load balancer. */
public record Listener(
    @Key(says = "of the load balancer", min = 1, max = 65535, aws = "Listener.Port") int port,
    @Key(says = "HTTP or HTTPS", byDefault = "\"HTTP\"", aws = "Listener.Protocol")
        WebProtocol protocol,
    @Key(
            says = "whose target group it forwards to",
            byDefault = "\"default\"",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "Listener.DefaultActions.TargetGroupArn")
        String container,
    @Key(
            says = "whose target group it forwards to",
            min = 1,
            max = 65535,
            aws = "Listener.DefaultActions.TargetGroupArn")
        int containerPort,
    @Key(
            says = "host names or ARNs of ACM, for HTTPS",
            byDefault = "[]",
            most = 25,
            aws = "Listener.Certificates")
        List<String> certificates,
    @Key(says = "none: everything goes to the target group", byDefault = "[]", aws = "ListenerRule")
        List<ListenerRule> rules) {}
