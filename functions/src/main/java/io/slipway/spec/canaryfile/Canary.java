package io.slipway.spec.canaryfile;

import io.slipway.spec.Notifications;
import io.slipway.spec.Step;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Scalar;
import java.util.List;

/** How the next release takes over: by weights of DNS between two load balancers. */
record Canary(
    @Key(
            says = "the value of the tag CanaryGroup",
            aws = "LoadBalancer.Tags[CanaryGroup]",
            longest = 256)
        Scalar group,
    @Key(says = "the tags of the two load balancers") Colours releases,
    @Key(says = "tasks before any traffic", byDefault = "{}") ScaleSection scale,
    @Key(
            says = "weights and waits; after the last, all traffic",
            byDefault = "[{\"weight\":50,\"wait\":60}]",
            fewest = 1)
        List<Step> strategy,
    @Key(says = "topics that are told how it ended", byDefault = "{}")
        Notifications snsTopicNotifications) {}
