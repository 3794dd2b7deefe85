package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** Where a container finds a volume. */
public record MountPoint(
    @Key(
            says = "the path in the container",
            pattern = "/.*",
            expects = "an absolute path",
            aws = "ContainerDefinition.MountPoints.ContainerPath")
        String containerPath,
    @Key(
            says = "the name of a volume",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "ContainerDefinition.MountPoints.SourceVolume")
        String sourceVolume,
    @Key(
            says = "whether the container may only read it",
            byDefault = "false",
            aws = "ContainerDefinition.MountPoints.ReadOnly")
        boolean readOnly) {}
