package io.slipway.spec.canaryfile;

import io.slipway.spec.shape.Key;
import java.util.List;

/** The deployment file of a canary release: YAML, keys in snake case. */
record CanaryFile(
    @Key(says = "how the next release takes over") Canary canary,
    @Key(says = "the service and its containers") ServiceSection service,
    @Key(says = "what the load balancers send requests to", byDefault = "[]", most = 5)
        List<TargetGroupSection> targetGroups,
    @Key(says = "ports of the load balancers", byDefault = "[]", most = 10)
        List<ListenerSection> listeners) {}
