package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** Where a collector finds metrics, through Cloud Map. */
public record CustomMetrics(
    @Key(says = "of the container", min = 1, max = 65535, aws = "ServiceDiscovery (METRICS_PORT)")
        int port,
    @Key(
            says = "such as /metrics",
            byDefault = "\"/metrics\"",
            pattern = Words.PATH,
            expects = Words.PATH_SAYS,
            longest = 1024,
            aws = "ServiceDiscovery (METRICS_PATH)")
        String path) {}
