package io.slipway.spec.canaryfile;

import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;

/** A port of a container. */
record ContainerPort(
    @Key(
            says = "the container",
            byDefault = "\"default\"",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "Service.LoadBalancers.ContainerName")
        String name,
    @Key(
            says = "one of its ports",
            min = 1,
            max = 65535,
            aws = "Service.LoadBalancers.ContainerPort")
        int port) {}
