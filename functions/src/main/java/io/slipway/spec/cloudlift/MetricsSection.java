package io.slipway.spec.cloudlift;

import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Scalar;

/** Where a collector finds metrics. */
record MetricsSection(
    @Key(says = "of the container", longest = 5, aws = "ServiceDiscovery (METRICS_PORT)")
        Scalar metricsPort,
    @Key(
            says = "such as /metrics",
            pattern = Words.PATH,
            expects = Words.PATH_SAYS,
            longest = 1024,
            aws = "ServiceDiscovery (METRICS_PATH)")
        String metricsPath) {}
