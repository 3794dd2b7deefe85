package io.slipway.spec.canaryfile;

import io.slipway.spec.WebProtocol;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.KeyValues;
import io.slipway.spec.shape.PerColour;
import java.util.Optional;

/** What the load balancers send requests to. */
record TargetGroupSection(
    @Key(says = "left out: the container's", min = 1, max = 65535, aws = "TargetGroup.Port")
        Optional<PerColour> port,
    @Key(says = "the port of a container") ContainerPort container,
    @Key(says = "HTTP or HTTPS", byDefault = "\"HTTP\"", aws = "TargetGroup.Protocol")
        WebProtocol protocol,
    @Key(says = "how a target is found healthy") HealthSection healthCheck,
    @Key(
            says = "such as deregistration_delay.timeout_seconds",
            byDefault = "{}",
            aws = "TargetGroup.TargetGroupAttributes")
        KeyValues targetGroupAttributes) {}
