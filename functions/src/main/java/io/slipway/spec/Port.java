package io.slipway.spec;

import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.PerColour;

/** A port of a container. */
public record Port(
    @Key(
            says = "inside the container; may differ by colour",
            min = 1,
            max = 65535,
            aws = "ContainerDefinition.PortMappings.ContainerPort")
        PerColour containerPort,
    @Key(
            says = "on the instance; 0 for any, and the only one with awsvpc besides containerPort",
            byDefault = "0",
            min = 0,
            max = 65535,
            aws = "ContainerDefinition.PortMappings.HostPort")
        PerColour hostPort,
    @Key(
            says = "tcp or udp",
            byDefault = "\"tcp\"",
            aws = "ContainerDefinition.PortMappings.Protocol")
        Protocol protocol) {}
