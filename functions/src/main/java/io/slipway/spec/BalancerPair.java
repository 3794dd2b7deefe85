package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;

/** Two load balancers that share the names by weights of DNS, found by their tags. */
public record BalancerPair(
    @Key(
            says = "the value of the tag CanaryGroup",
            aws = "LoadBalancer.Tags[CanaryGroup]",
            longest = 256)
        String group,
    @Key(
            says = "the value of the tag CanaryRelease of one",
            aws = "LoadBalancer.Tags[CanaryRelease]",
            longest = 256)
        String blue,
    @Key(
            says = "the value of the tag CanaryRelease of the other",
            aws = "LoadBalancer.Tags[CanaryRelease]",
            longest = 256)
        String green,
    @Key(
            says = "names whose records are weighted",
            fewest = 1,
            most = 20,
            pattern = Words.HOST,
            expects = Words.HOST_SAYS,
            aws = "route53:ChangeResourceRecordSets")
        List<String> hosts) {}
