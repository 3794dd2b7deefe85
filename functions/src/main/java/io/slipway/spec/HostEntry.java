package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** A line of a container's /etc/hosts. */
public record HostEntry(
    @Key(says = "the name", longest = 253, aws = "ContainerDefinition.ExtraHosts.Hostname")
        String hostname,
    @Key(
            says = "what it stands for",
            pattern = Words.CIDR,
            expects = "an address",
            aws = "ContainerDefinition.ExtraHosts.IpAddress")
        String ipAddress) {}
