package io.slipway.spec.canaryfile;

import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Scalar;

/** The tags of the two load balancers. */
record Colours(
    @Key(
            says = "the value of the tag CanaryRelease of one",
            aws = "LoadBalancer.Tags[CanaryRelease]",
            longest = 256)
        Scalar blue,
    @Key(
            says = "the value of the tag CanaryRelease of the other",
            aws = "LoadBalancer.Tags[CanaryRelease]",
            longest = 256)
        Scalar green) {}
